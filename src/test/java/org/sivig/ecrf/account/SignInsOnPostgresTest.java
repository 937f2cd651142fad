package org.sivig.ecrf.account;

import org.sivig.ecrf.OnPostgres;

class SignInsOnPostgresTest extends SignInsTest implements OnPostgres {
}
