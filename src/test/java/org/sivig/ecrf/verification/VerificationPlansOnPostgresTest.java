package org.sivig.ecrf.verification;

import org.sivig.ecrf.OnPostgres;

class VerificationPlansOnPostgresTest extends VerificationPlansTest implements OnPostgres {
}
