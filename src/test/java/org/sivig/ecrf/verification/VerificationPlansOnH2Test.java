package org.sivig.ecrf.verification;

import org.sivig.ecrf.OnH2;

class VerificationPlansOnH2Test extends VerificationPlansTest implements OnH2 {
}
