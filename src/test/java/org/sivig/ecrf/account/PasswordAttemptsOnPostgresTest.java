package org.sivig.ecrf.account;

import org.sivig.ecrf.OnPostgres;

class PasswordAttemptsOnPostgresTest extends PasswordAttemptsTest implements OnPostgres {
}
