package org.sivig.ecrf.paper;

import org.sivig.ecrf.OnH2;

class CasebookPdfOnH2Test extends CasebookPdfTest implements OnH2 {
}
