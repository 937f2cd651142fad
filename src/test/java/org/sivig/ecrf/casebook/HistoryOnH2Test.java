package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnH2;

class HistoryOnH2Test extends HistoryTest implements OnH2 {
}
