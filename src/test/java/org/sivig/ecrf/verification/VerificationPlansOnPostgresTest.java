package org.sivig.ecrf.verification;

import org.sivig.ecrf.OnTwoRoles;

class VerificationPlansOnPostgresTest extends VerificationPlansTest implements OnTwoRoles {
}
