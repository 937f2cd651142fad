package org.sivig.ecrf.query;

import org.sivig.ecrf.OnH2;

class QueryListOnH2Test extends QueryListTest implements OnH2 {
}
