package org.sivig.ecrf.system;

import org.sivig.ecrf.OnH2;

class SystemNumbersOnH2Test extends SystemNumbersTest implements OnH2 {
}
