package org.sivig.ecrf.account;

import org.sivig.ecrf.OnH2;

class AccountsOnH2Test extends AccountsTest implements OnH2 {
}
