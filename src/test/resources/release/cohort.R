# The figures of the cohort, computed from a package by R alone. What it finds is written on lines that begin with "=": a name and numbers.
source("import/sivig.R")
w <- read.csv("data/wide.csv", colClasses = "character", na.strings = "", check.names = FALSE, encoding = "UTF-8")
visits <- c("m0", "m3", "m6", "m9", "m12", "m18", "m24")
say <- function(...) cat("=", paste(sapply(list(...), function(x) if (is.numeric(x)) format(x, digits = 15) else x)), "\n")
mid <- function(x) as.Date(sivig_date(x, "mid"))
none <- rep(FALSE, nrow(w))
value <- function(item, visit) as.numeric(w[[paste0(item, "_", visit)]])
limit <- function(item, visit) {
  name <- paste0(item, "_op_", visit)
  if (name %in% names(w)) !is.na(w[[name]]) else none
}
exact <- function(item, visit) ifelse(limit(item, visit), NA, value(item, visit))
for (item in c("mrss", "fvc", "dlco", "cs_dose", "cpk", "crp")) for (visit in visits) {
  x <- exact(item, visit)
  x <- x[!is.na(x)]
  if (length(x) > 0) {
    q <- quantile(x, c(.25, .5, .75), type = 7)
    say("quartiles", item, visit, length(x), q[[1]], q[[2]], q[[3]])
  }
}
for (item in c("visit_date", "mrss", "n_du", "nyha", "walk6", "gerd", "transit", "arthralgia", "myalgia", "weak_lt3", "hb", "plt",
               "creat", "mdrd", "bnp", "crp", "cpk", "eustar", "medsger", "fvc", "tlc", "dlco", "lvef", "spap", "pericard", "mpap",
               "pvr", "ci", "cs_dose")) for (visit in visits) {
  x <- w[[paste0(item, "_", visit)]]
  reason <- w[[paste0(item, "_", visit, "_st")]]
  gone <- w[[paste0("visit_done_", visit)]] %in% "0"
  say("available", item, visit, sum(!(reason %in% "NAP")), sum(!is.na(x)), sum(!is.na(x) & limit(item, visit)), sum(reason %in% "ND"),
      sum(reason %in% "NF"), sum(is.na(x) & is.na(reason) & !gone), sum(is.na(x) & is.na(reason) & gone))
  if (visit != "m0" && !(item %in% c("visit_date", "bnp"))) say("pairs", item, visit, sum(!is.na(exact(item, "m0"))),
      sum(!is.na(exact(item, "m0")) & !is.na(exact(item, visit))))
}
out <- w$acr_valid %in% "0" | w$ivig_2004_2014 %in% "0" | w$excl_replacement %in% "1"
open <- !out & (is.na(w$acr_valid) | is.na(w$ivig_2004_2014) | is.na(w$excl_replacement))
say("flow", "flow.created", nrow(w))
say("flow", "flow.undetermined", sum(open))
say("flow", "flow.not_eligible", sum(out))
for (item in c("acr_valid", "ivig_2004_2014", "excl_replacement")) {
  say("flow", paste0("flow.undetermined.", item), sum(open & is.na(w[[item]])))
  say("flow", paste0("flow.not_eligible.", item), sum(out & w[[item]] %in% (if (item == "excl_replacement") "1" else "0")))
}
say("flow", "flow.eligible", sum(!out & !open))
say("flow", "flow.treated", sum(!out & !open & !is.na(w$ivig1_start)))
say("flow", "flow.untreated", sum(!out & !open & is.na(w$ivig1_start)))
for (visit in visits) say("flow", visit, sum(!out & !open & !is.na(w$ivig1_start) & !is.na(w[[paste0("visit_date_", visit)]])))
end <- mid(w$ivig1_end)
at_stop <- function(item) {
  best <- rep(Inf, nrow(w))
  found <- rep(NA_real_, nrow(w))
  for (visit in visits[-1]) {
    days <- abs(as.numeric(mid(w[[paste0("visit_date_", visit)]]) - end))
    x <- exact(item, visit)
    nearer <- !is.na(days) & !is.na(x) & days <= 92 & days <= best
    best[nearer] <- days[nearer]
    found[nearer] <- x[nearer]
  }
  found
}
for (item in c("mrss", "n_du", "walk6", "hb", "plt", "creat", "mdrd", "crp", "cpk", "eustar", "medsger", "fvc", "tlc", "dlco",
               "lvef", "spap", "mpap", "pvr", "ci", "cs_dose")) {
  a <- exact(item, "m0")
  b <- at_stop(item)
  both <- !is.na(a) & !is.na(b)
  d <- round(b[both] - a[both], 9)
  if (length(d) > 0) {
    sums <- outer(d, d, "+")
    say("stop", item, length(d), mean(a[both]), median(b[both]), median(sums[lower.tri(sums, diag = TRUE)]) / 2)
    if (length(d) > 1) say("deviation", item, sd(b[both]))
    n <- d[d != 0]
    if (length(n) > 0) say("p", item, suppressWarnings(wilcox.test(n, correct = TRUE,
        exact = length(n) <= 25 && !any(duplicated(abs(n))))$p.value))
  }
}
for (item in c("gerd", "transit", "arthralgia", "myalgia", "weak_lt3", "pericard")) {
  a <- value(item, "m0")
  b <- at_stop(item)
  gained <- sum(a == 0 & b == 1, na.rm = TRUE)
  lost <- sum(a == 1 & b == 0, na.rm = TRUE)
  both <- !is.na(a) & !is.na(b)
  if (any(both)) say("changed", item, sum(both), gained, lost,
      if (gained + lost > 0) binom.test(gained, gained + lost)$p.value else 1)
}
m0 <- value("mrss", "m0")
evaluable <- !is.na(w$ssc_type) & w$ssc_type == "3" & !is.na(m0) & m0 >= 7
for (visit in visits[-1]) {
  d <- (value("mrss", visit) - m0)[evaluable]
  known <- !is.na(d)
  better <- sum(d[known] < -5 & 4 * d[known] <= -m0[evaluable][known])
  worse <- sum(d[known] > 5 & 4 * d[known] >= m0[evaluable][known])
  if (any(known)) {
    ci <- suppressWarnings(prop.test(better, sum(known), correct = FALSE)$conf.int)
    say("skin", visit, sum(evaluable), sum(known), better, worse, ci[[1]], ci[[2]])
  }
}
start <- mid(w$ivig1_start)
death <- mid(w$death_date)
dead <- !is.na(w$death) & w$death == "1"
ongoing <- is.na(end) & !is.na(w$ivig1_ongo) & w$ivig1_ongo == "1"
last <- mid(w$last_news_date)
seen <- do.call(pmax, c(lapply(visits, function(v) as.numeric(mid(w[[paste0("visit_date_", v)]]))), na.rm = TRUE))
last <- ifelse(is.na(last), seen, as.numeric(last))
ticked <- function(reason) !is.na(w[[paste0("ivig1_stop_", reason)]]) & w[[paste0("ivig1_stop_", reason)]] == "1"
cause <- ifelse(is.na(end), ifelse(ongoing & dead, "death", "none"), ifelse(ticked("ae"), "ae", ifelse(ticked("failure"),
    "failure", ifelse(ticked("success"), "success", ifelse(ticked("oth"), "other",
    ifelse(!is.na(death) & death <= end, "death", "unknown"))))))
until <- ifelse(!is.na(end), as.numeric(end), ifelse(ongoing & dead, as.numeric(death), ifelse(ongoing, last, NA)))
time <- pmax((until - as.numeric(start)) / 30.4375, 0)
use <- !is.na(time)
time <- time[use]
cause <- cause[use]
say("watched", length(time), sum(cause == "none"))
s <- 1
v <- 0
incidence <- c(death = 0, ae = 0, failure = 0, success = 0, other = 0, unknown = 0)
step <- 0
for (t in sort(unique(time[cause != "none"]))) {
  risk <- sum(time >= t)
  d <- sum(time == t & cause != "none")
  for (each in names(incidence)) incidence[[each]] <- incidence[[each]] + s * sum(time == t & cause == each) / risk
  s <- s * (1 - d / risk)
  v <- v + d / (risk * (risk - d))
  se <- sqrt(v) / abs(log(s))
  if (risk > d) say("step", paste0("s", step), t, risk, s, s^exp(1.959963984540054 * se), s^exp(-1.959963984540054 * se),
      incidence[["death"]], incidence[["ae"]], incidence[["failure"]], incidence[["success"]], incidence[["other"]],
      incidence[["unknown"]])
  step <- step + 1
}
if (requireNamespace("survival", quietly = TRUE)) {
  fit <- survival::survfit(survival::Surv(time, cause != "none") ~ 1, conf.type = "log-log")
  stopifnot(abs(min(fit$surv) - s) < 1e-9)
}

# --- for whom responses mean something, beyond the skin -------------------------------------------------------------

wilson <- function(k, n) if (n > 0) suppressWarnings(prop.test(k, n, correct = FALSE)$conf.int) else c(0, 1)
some <- function(name, visit, of, known, k) {
  a <- wilson(k, sum(known))
  b <- wilson(k, sum(of))
  say(name, visit, sum(of), sum(known), k, a[[1]], a[[2]], b[[1]], b[[2]])
}
change <- function(item, visit) {
  x0 <- value(item, "m0")
  ifelse(x0 == 0, NA, 100 * (value(item, visit) - x0) / x0)
}
with_lung <- w$ild_hx %in% c("1", "2")
on_steroids <- !is.na(value("cs_dose", "m0")) & value("cs_dose", "m0") > 0
for (visit in visits[-1]) {
  d <- value("mrss", visit) - m0
  some("response", visit, evaluable, evaluable & !is.na(d), sum(evaluable & d < -5 & 4 * d <= -m0, na.rm = TRUE))
  fvc <- change("fvc", visit)
  dlco <- change("dlco", visit)
  worse <- ifelse(fvc <= -10 + 1e-9, TRUE, ifelse(fvc > -5 + 1e-9, FALSE, dlco <= -15 + 1e-9))
  some("lung", visit, with_lung, with_lung & !is.na(worse), sum(with_lung & worse, na.rm = TRUE))
  dose <- value("cs_dose", visit)
  some("steroids", visit, on_steroids, on_steroids & !is.na(dose), sum(on_steroids & dose == 0, na.rm = TRUE))
}
d <- (value("mrss", "m12") - m0)[evaluable]
d <- sort(d[!is.na(d)], decreasing = TRUE)
if (length(d) > 0) do.call(say, c(list("waterfall"), as.list(d)))

# --- who the patients are -------------------------------------------------------------------------------------------

known <- function(name) !is.na(w[[name]])
yes <- function(name) w[[name]] %in% "1"
count <- function(table, line, true, columns) for (g in names(columns)) say(table, line, g, sum(true & columns[[g]]))
share <- function(table, line, known, true, columns) for (g in names(columns)) {
  n <- sum(known & columns[[g]])
  k <- sum(known & true & columns[[g]])
  ci <- wilson(k, n)
  say(table, line, g, n, k, ci[[1]], ci[[2]])
}
middle <- function(table, line, x, columns) for (g in names(columns)) {
  y <- x[columns[[g]] & !is.na(x)]
  if (length(y) > 0) {
    q <- quantile(y, c(.25, .5, .75), type = 7)
    say(table, line, g, length(y), q[[1]], q[[2]], q[[3]])
  }
}
one_decimal <- function(x) sign(x) * floor(10 * abs(round(x, 9)) + 0.5 + 1e-9) / 10
lasting <- function(from, to, unit) {
  days <- as.numeric(mid(to) - mid(from))
  surely_after <- as.Date(sivig_date(from, "first")) > as.Date(sivig_date(to, "last"))
  one_decimal(ifelse(days < 0 & !surely_after, 0, days) / unit)
}
of_patient <- read.csv("data/patients.csv", colClasses = "character", na.strings = "", check.names = FALSE, encoding = "UTF-8")
of_patient <- of_patient[match(w$patient, of_patient$patient), ]
all <- list(column.all = !none)
types <- c(all, lapply(c(type1 = "1", type2 = "2", type3 = "3"), function(code) w$ssc_type %in% code), list(facet.unknown = is.na(w$ssc_type)))
count("table1", "table1.patients", !none, types)
share("table1", "table1.women", known("sex"), w$sex %in% "F", types)
middle("table1", "age_ivig1", as.numeric(of_patient$age_ivig1), types)
middle("table1", "dis_dur_dx", lasting(w$dx_date, w$ivig1_start, 365.25), types)
middle("table1", "dis_dur_nonrp", lasting(w$first_nonrp_year, w$ivig1_start, 365.25), types)
told <- !is.na(w$raynaud_year) & !is.na(w$rp_hx_date) & substr(w$rp_hx_date, 1, 4) == w$raynaud_year
middle("table1", "rp_dur", lasting(ifelse(told, w$rp_hx_date, w$raynaud_year), w$ivig1_start, 365.25), types)
for (item in c("overlap", "ana", "capillaro", "rp_hx", "du_hx", "calcinosis_hx", "telang_hx", "src_hx"))
  share("table1", item, known(item), yes(item), types)
options <- function(item) setdiff(grep(paste0("^", item, "_[a-z0-9]+$"), names(w), value = TRUE),
    c(paste0(item, c("_st", "_none", "_date")), grep("_date$", names(w), value = TRUE)))
for (option in c(options("ab"), "ab_none"))
  share("table1", option, w$ana %in% "0" | known(option), yes(option), types)
stages <- read.csv("codebook/codelists.csv", colClasses = "character")
for (code in setdiff(stages$code[stages$list == "cutolo"], "none"))
  share("table1", paste0("cutolo_", code), known("capillaro_stage"), w$capillaro_stage %in% code, types)
share("table1", "ild_hx", known("ild_hx"), w$ild_hx %in% c("1", "2"), types)
for (code in c("1", "2")) share("table1", paste0("ild_hx_", code), known("ild_hx"), w$ild_hx %in% code, types)
for (organ in c("ph", "hrt", "gi", "jnt", "mus")) {
  share("table1", organ, known(paste0(organ, "_none")), !yes(paste0(organ, "_none")), types)
  for (option in options(organ)) share("table1", option, known(option), yes(option), types)
}
one <- function(name) as.numeric(yes(paste0("acr_", name)))
middle("table1", "acr_low", pmax(9 * one("prox"), pmax(2 * one("puffy"), 4 * one("sclero")) + pmax(2 * one("ulcer"), 3 * one("scar")) +
    2 * one("telang") + 2 * one("capillaro") + 2 * one("pah_ild") + 3 * one("raynaud") + 3 * one("autoab")), types)
before <- read.csv("data/prior_treatments.csv", colClasses = "character", na.strings = "", check.names = FALSE, encoding = "UTF-8")
had <- function(but) {
  drugs <- setdiff(c("mpiv", "ocs", "cyciv", "cycpo", "mtx", "aza", "mmf", "rtx", "csa", "dpen"), but)
  some <- w$patient %in% before$patient[!is.na(before$pre_spec) | (before$pre_given %in% "1" & !(before$drug %in% but))]
  no_drug <- Reduce(`&`, lapply(drugs, function(drug) w[[paste0("pre_", drug, "_given")]] %in% "0"))
  ifelse(w$pre_any %in% "0", FALSE, ifelse(some, TRUE, ifelse(no_drug, FALSE, NA)))
}
treated <- had(character())
suppressed <- had(c("mpiv", "ocs"))
only <- treated & !suppressed
share("table1", "table1.prior", !is.na(treated), treated %in% TRUE, types)
share("table1", "table1.prior_steroids_only", !is.na(only), only %in% TRUE, types)
share("table1", "table1.prior_immunosuppressant", !is.na(suppressed), suppressed %in% TRUE, types)
count("table1", "table1.indications", known("ivig1_ind_l23") | known("ivig1_ind_l1") | known("ivig1_ind_ci") | known("ivig1_ind_oth"), types)
for (line in c("l23", "l1", "ci", "oth"))
  share("table1", paste0("ind_", line), known(paste0("ivig1_ind_", line)), yes(paste0("ivig1_ind_", line)), types)
middle("table1", "n", as.numeric(w$ivig1_n), types)
months <- lasting(w$ivig1_start, w$ivig1_end, 30.4375)
middle("table1", "dur_calc", months, types)
other_dose <- w$ivig1_dose %in% "3"
share("table1", "table1.two_grams", known("ivig1_dose") & (!other_dose | known("ivig1_dose_gkg")),
      !other_dose | as.numeric(w$ivig1_dose_gkg) %in% 2, types)
plain <- function(x) gsub(" +", " ", trimws(tolower(chartr("\u00e9\u00c9", "ee", x))))
suggested <- c("tegeline", "endobuline", "gammagard", "octagam", "sandoglobuline", "privigen", "clairyg", "kiovig")
brand <- match(plain(sub("\\+.*", "", w$ivig1_brand)), suggested)
brand <- ifelse(is.na(w$ivig1_brand), NA, ifelse(is.na(brand), "brand.other", paste0("brand", brand)))
brands <- sort(unique(brand[!is.na(brand)]))
count("table1", "brand", !is.na(brand), types)
for (each in brands) share("table1", each, !is.na(brand), brand %in% each, types)

# --- tolerance ------------------------------------------------------------------------------------------------------

columns <- c(all, lapply(setNames(brands, brands), function(each) brand %in% each),
    lapply(c(ivig_dose_1 = "1", ivig_dose_2 = "2", ivig_dose_3 = "3"), function(code) w$ivig1_dose %in% code))
share("tolerance", "minor_rx", known("minor_rx"), yes("minor_rx"), columns)
evolutions <- paste0("mrx_evo_", c("first", "rate", "premed"))
for (option in paste0("mrx_", c("nausea", "tachy_htn", "hypot", "fever", "arthralg", "rash", "headache", "other")))
  share("tolerance", option, w$minor_rx %in% "0" | known(option), yes(option), columns)
for (option in evolutions) share("tolerance", option, known(option), yes(option), columns)
share("tolerance", "severe_rx", known("severe_rx"), yes("severe_rx"), columns)
severe <- paste0("srx_", c("anaph", "aki", "ate", "vte", "mening", "other"))
for (option in severe) share("tolerance", option, w$severe_rx %in% "0" | known(option), yes(option), columns)
share("tolerance", "tolerance.stopped", known("ivig1_stop_ae"), yes("ivig1_stop_ae"), columns)
for (i in which(yes("severe_rx"))) say("severe", w$patient[i], sum(w[i, severe] %in% "1"))

# --- the courses along time -----------------------------------------------------------------------------------------

courses <- read.csv("data/courses.csv", colClasses = "character", na.strings = "", check.names = FALSE, encoding = "UTF-8")
courses <- courses[!is.na(courses$ivig_start), ]
beside <- read.csv("data/concomitant_treatments.csv", colClasses = "character", na.strings = "", check.names = FALSE, encoding = "UTF-8")
beside <- beside[!is.na(beside$c_start), ]
started <- known("ivig1_start")
column <- list(column.patients = !none)
share("swimmer", "swimmer.started", !none, started, column)
share("swimmer", "swimmer.ended", started, known("ivig1_end"), column)
share("swimmer", "swimmer.ongoing", started, yes("ivig1_ongo"), column)
share("swimmer", "swimmer.open", started, !known("ivig1_end") & !yes("ivig1_ongo"), column)
share("swimmer", "swimmer.again", started, w$patient %in% courses$patient[courses$course != "1"], column)
share("swimmer", "swimmer.dead", started, known("death_date"), column)
middle("swimmer", "swimmer.months", ifelse(started, months, NA), column)
since <- function(x) as.numeric(mid(x) - start) / 30.4375
until <- ifelse(known("ivig1_end") | !yes("ivig1_ongo"), since(w$ivig1_end), since(w$last_news_date))
lanes <- order(-ifelse(is.na(until), 0, until)[started], w$patient[started], method = "radix")
for (place in seq_along(lanes)) {
  i <- which(started)[lanes[place]]
  say("lane", w$patient[i], place, since(w$ivig1_end)[i], since(w$last_news_date)[i], since(w$death_date)[i],
      sum(courses$patient == w$patient[i]), sum(beside$patient == w$patient[i]),
      sum(sapply(visits, function(visit) known(paste0("visit_date_", visit))[i])))
}
