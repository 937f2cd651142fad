package org.sivig.ecrf.signal;

import org.sivig.ecrf.OnH2;

class SignalsOnH2Test extends SignalsTest implements OnH2 {
}
