package org.sivig.ecrf.account;

import org.sivig.ecrf.OnH2;

class IdentityInLogsOnH2Test extends IdentityInLogsTest implements OnH2 {
}
