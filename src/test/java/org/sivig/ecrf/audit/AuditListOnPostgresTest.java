package org.sivig.ecrf.audit;

import org.sivig.ecrf.OnPostgres;

class AuditListOnPostgresTest extends AuditListTest implements OnPostgres {
}
