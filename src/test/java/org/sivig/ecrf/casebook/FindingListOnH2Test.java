package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnH2;

class FindingListOnH2Test extends FindingListTest implements OnH2 {
}
