package org.sivig.ecrf.account;

import org.sivig.ecrf.OnPostgres;

class SecondFactorOnPostgresTest extends SecondFactorTest implements OnPostgres {
}
