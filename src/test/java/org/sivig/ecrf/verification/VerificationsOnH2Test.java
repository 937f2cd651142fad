package org.sivig.ecrf.verification;

import org.sivig.ecrf.OnH2;

class VerificationsOnH2Test extends VerificationsTest implements OnH2 {
}
