package org.sivig.ecrf.account;

import org.sivig.ecrf.OnPostgres;

class PasskeysOnPostgresTest extends PasskeysTest implements OnPostgres {
}
