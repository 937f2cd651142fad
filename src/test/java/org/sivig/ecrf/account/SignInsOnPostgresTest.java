package org.sivig.ecrf.account;

import org.sivig.ecrf.OnTwoRoles;

class SignInsOnPostgresTest extends SignInsTest implements OnTwoRoles {
}
