package org.sivig.ecrf.audit;

import org.sivig.ecrf.OnPostgres;

class AuditOnPostgresTest extends AuditTest implements OnPostgres {
}
