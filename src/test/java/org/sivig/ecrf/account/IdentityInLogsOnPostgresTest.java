package org.sivig.ecrf.account;

import org.sivig.ecrf.OnPostgres;

class IdentityInLogsOnPostgresTest extends IdentityInLogsTest implements OnPostgres {
}
