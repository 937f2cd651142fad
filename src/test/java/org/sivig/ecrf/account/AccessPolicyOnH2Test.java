package org.sivig.ecrf.account;

import org.sivig.ecrf.OnH2;

class AccessPolicyOnH2Test extends AccessPolicyTest implements OnH2 {
}
