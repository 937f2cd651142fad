package org.sivig.ecrf.paper;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Objects;
import java.util.zip.CRC32;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;

/**
 * Makes a PDF of a page of XHTML, tagged for readers who do not see it (PDF/UA-1) and to be kept (PDF/A-3a): fonts and
 * colours are in it. The same page at the same time is the same bytes.
 */
final class Pdf {

    private static final String SANS = "DejaVu Sans Condensed";
    private static final String MONO = "DejaVu Sans Mono";
    private static final byte[] COLOURS = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    static {
        XRLog.setLoggingEnabled(false); // it may quote what somebody typed
    }

    private Pdf() {
    }

    /** @param at the only time that stands in it */
    static void write(String xhtml, Instant at, OutputStream out) throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.usePdfUaAccessibility(true);
        builder.usePdfAConformance(PdfAConformance.PDFA_3_A);
        builder.useColorProfile(COLOURS);
        builder.useFont(() -> font("DejaVuSansCondensed.ttf"), SANS, 400, FontStyle.NORMAL, true);
        builder.useFont(() -> font("DejaVuSansCondensed-Bold.ttf"), SANS, 700, FontStyle.NORMAL, true);
        builder.useFont(() -> font("DejaVuSansMono.ttf"), MONO, 400, FontStyle.NORMAL, true);
        builder.useUnicodeLineBreaker(new LineEnds());
        builder.withProducer("SIVIG eCRF");
        builder.withHtmlContent(xhtml, null);
        builder.toStream(OutputStream.nullOutputStream());
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer(); PDDocument document = renderer.createPDFKeepOpen()) {
            Calendar time = GregorianCalendar.from(at.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC));
            document.getDocumentInformation().setCreationDate(time);
            document.getDocumentInformation().setModificationDate(time);
            stamp(document, at.truncatedTo(ChronoUnit.SECONDS).toString());
            CRC32 sum = new CRC32();
            sum.update(xhtml.getBytes(StandardCharsets.UTF_8));
            document.setDocumentId(sum.getValue());
            document.save(out);
        }
    }

    private static InputStream font(String file) {
        return Objects.requireNonNull(Pdf.class.getResourceAsStream("/fonts/" + file));
    }

    /** Writes the time into the description beside the document, where there are clocks. */
    private static void stamp(PDDocument document, String time) throws IOException {
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        String xmp = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
        String stamped = xmp.replaceAll("(<xmp:(\\w*Date)>)[^<]*(</xmp:\\2>)", "$1" + time + "$3");
        document.getDocumentCatalog().setMetadata(new PDMetadata(document,
                new ByteArrayInputStream(stamped.getBytes(StandardCharsets.UTF_8))));
    }
}
