package org.sivig.ecrf.check;

import org.sivig.ecrf.OnH2;

class StandingChecksOnH2Test extends StandingChecksTest implements OnH2 {
}
