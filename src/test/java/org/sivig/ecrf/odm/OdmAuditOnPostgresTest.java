package org.sivig.ecrf.odm;

import org.sivig.ecrf.OnPostgres;

class OdmAuditOnPostgresTest extends OdmAuditTest implements OnPostgres {
}
