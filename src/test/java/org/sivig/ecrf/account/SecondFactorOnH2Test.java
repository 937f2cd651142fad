package org.sivig.ecrf.account;

import org.sivig.ecrf.OnH2;

class SecondFactorOnH2Test extends SecondFactorTest implements OnH2 {
}
