package org.sivig.ecrf.account;

import org.sivig.ecrf.OnPostgres;

class AccountsOnPostgresTest extends AccountsTest implements OnPostgres {
}
