package org.sivig.ecrf.monitoring;

import org.sivig.ecrf.OnH2;

class VerificationsOnH2Test extends VerificationsTest implements OnH2 {
}
