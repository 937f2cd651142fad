package org.sivig.ecrf.list;

import org.sivig.ecrf.OnH2;

class ListsOnH2Test extends ListsTest implements OnH2 {
}
