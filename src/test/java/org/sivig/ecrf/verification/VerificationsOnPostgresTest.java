package org.sivig.ecrf.verification;

import org.sivig.ecrf.OnPostgres;

class VerificationsOnPostgresTest extends VerificationsTest implements OnPostgres {
}
