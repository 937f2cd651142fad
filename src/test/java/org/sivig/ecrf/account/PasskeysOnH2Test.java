package org.sivig.ecrf.account;

import org.sivig.ecrf.OnH2;

class PasskeysOnH2Test extends PasskeysTest implements OnH2 {
}
