package org.sivig.ecrf.account;

import org.sivig.ecrf.OnH2;

class SignInsOnH2Test extends SignInsTest implements OnH2 {
}
