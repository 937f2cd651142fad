package org.sivig.ecrf.account;

import org.sivig.ecrf.OnH2;

class ProvidersOnH2Test extends ProvidersTest implements OnH2 {
}
