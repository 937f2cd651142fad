package org.sivig.ecrf.account;

import org.sivig.ecrf.OnH2;

class PasswordAttemptsOnH2Test extends PasswordAttemptsTest implements OnH2 {
}
