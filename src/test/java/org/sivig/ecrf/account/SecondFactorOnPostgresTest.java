package org.sivig.ecrf.account;

import org.sivig.ecrf.OnTwoRoles;

class SecondFactorOnPostgresTest extends SecondFactorTest implements OnTwoRoles {
}
