package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnPostgres;

class FindingListOnPostgresTest extends FindingListTest implements OnPostgres {
}
