package org.sivig.ecrf.monitoring;

import org.sivig.ecrf.OnPostgres;

class QueriesOnPostgresTest extends QueriesTest implements OnPostgres {
}
