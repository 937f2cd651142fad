package org.sivig.ecrf.query;

import org.sivig.ecrf.OnPostgres;

class QueriesOnPostgresTest extends QueriesTest implements OnPostgres {
}
