package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.Svg;
import io.nayuki.qrcodegen.QrCode;

/** A text as a picture that the camera of a telephone reads. It is drawn here: nobody else is told what it says. */
final class QrPicture {

    /** As wide as readers want it to be. */
    private static final int MARGIN = 4;

    private QrPicture() {
    }

    /** @param name what it is, for who does not see it */
    static Svg of(String text, String name) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder dark = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    dark.append("M%d %dh1v1h-1z".formatted(x + MARGIN, y + MARGIN));
                }
            }
        }
        int side = code.size + 2 * MARGIN;
        Svg picture = new Svg("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">
                <rect width="%1$d" height="%1$d" fill="#fff"/><path d="%2$s" fill="#000"/></svg>""".formatted(side, dark));
        picture.getElement().setAttribute("role", "img").setAttribute("aria-label", name);
        picture.addClassName("factor-qr");
        return picture;
    }
}
