package org.sivig.ecrf.account;

import org.sivig.ecrf.OnPostgres;

class ProvidersOnPostgresTest extends ProvidersTest implements OnPostgres {
}
