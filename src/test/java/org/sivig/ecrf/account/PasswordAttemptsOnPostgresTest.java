package org.sivig.ecrf.account;

import org.sivig.ecrf.OnTwoRoles;

class PasswordAttemptsOnPostgresTest extends PasswordAttemptsTest implements OnTwoRoles {
}
