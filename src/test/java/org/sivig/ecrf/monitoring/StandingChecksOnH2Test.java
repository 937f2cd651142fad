package org.sivig.ecrf.monitoring;

import org.sivig.ecrf.OnH2;

class StandingChecksOnH2Test extends StandingChecksTest implements OnH2 {
}
