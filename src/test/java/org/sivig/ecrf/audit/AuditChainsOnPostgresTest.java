package org.sivig.ecrf.audit;

import org.sivig.ecrf.OnPostgres;

class AuditChainsOnPostgresTest extends AuditChainsTest implements OnPostgres {
}
