package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnPostgres;

class HistoryOnPostgresTest extends HistoryTest implements OnPostgres {
}
