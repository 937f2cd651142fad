package org.sivig.ecrf.monitoring;

import org.sivig.ecrf.OnPostgres;

class VerificationsOnPostgresTest extends VerificationsTest implements OnPostgres {
}
