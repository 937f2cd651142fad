package org.sivig.ecrf.account;

import org.sivig.ecrf.OnPostgres;

class AccessPolicyOnPostgresTest extends AccessPolicyTest implements OnPostgres {
}
