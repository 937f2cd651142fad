package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnPostgres;

class ConnectionsOnPostgresTest extends ConnectionsTest implements OnPostgres {
}
