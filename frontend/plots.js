/*
 * Draws the figures of the cohort from what the server gives: panels with axes, and on them areas, bars, lines, dots and
 * words at places that are known there. Only pixels, patterns and colours are chosen here. The same picture becomes a file.
 */
(function () {
  'use strict';

  const FONT = 11;
  const GAP = 26;
  const LEGEND = 18;
  const UNDER = 14;
  const TITLE = 18;
  const print = window.matchMedia('print');
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const family = () => getComputedStyle(document.body).fontFamily.replaceAll('"', "'"); // it is written into attributes

  /** Ground, ink on it, pattern and border of each tone: patterns tell tones apart in black and white. */
  const TONES = {
    plain: ['#0b5f73', '#fff', ''],
    pale: ['#cfe3e8', '#1b2330', ''],
    dotted: ['#9cc6d0', '#1b2330', 'dots'],
    ruled: ['#d5dae1', '#1b2330', 'up'],
    barred: ['#f3dfb0', '#1b2330', 'down'],
    crossed: ['#e8c987', '#1b2330', 'cross'],
    lined: ['#f4f6f8', '#1b2330', 'vertical'],
    strong: ['#b3261e', '#fff', 'horizontal'],
    ink: ['#4f596a', '#fff', ''],
    blank: ['#fff', '#1b2330', '', '#8791a1'],
    soft: ['#f1f4f6', '#1b2330', ''],
    none: ['rgba(0,0,0,0)', '#1b2330', ''],
  };

  /** Colour, width and dashes of each line. */
  const LINES = {
    patient: ['#7d8899', 0.9, null],
    lit: ['#b3261e', 2.2, null],
    bold: ['#0b5f73', 2.6, null],
    dashed: ['#7a4f00', 2.4, [7, 4]],
    pointed: ['#4f596a', 2.4, [2, 3]],
    mixed: ['#1b2330', 2, [9, 3, 2, 3]],
    fine: ['#1b2330', 1.2, null],
    rule: ['#667085', 1, [4, 4]],
    edge: ['#b9c2ce', 1, null],
    none: ['rgba(0,0,0,0)', 0, null],
  };

  const SYMBOLS = {
    circle: (x, y, r) => `M${x - r},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`,
    square: (x, y, r) => `M${x - r},${y - r}h${2 * r}v${2 * r}h${-2 * r}Z`,
    diamond: (x, y, r) => `M${x},${y - 1.3 * r}L${x + 1.3 * r},${y}L${x},${y + 1.3 * r}L${x - 1.3 * r},${y}Z`,
    triangle: (x, y, r) => `M${x},${y - 1.2 * r}L${x + 1.15 * r},${y + r}L${x - 1.15 * r},${y + r}Z`,
    down: (x, y, r) => `M${x},${y + 1.2 * r}L${x + 1.15 * r},${y - r}L${x - 1.15 * r},${y - r}Z`,
    cross: (x, y, r) => `M${x - r},${y - r}L${x + r},${y + r}M${x - r},${y + r}L${x + r},${y - r}`,
    plus: (x, y, r) => `M${x - r},${y}h${2 * r}M${x},${y - r}v${2 * r}`,
    bar: (x, y, r) => `M${x},${y - 1.3 * r}v${2.6 * r}`,
    arrow: (x, y, r) => `M${x},${y - r}L${x + 1.8 * r},${y}L${x},${y + r}Z`,
  };
  const OPEN = ['cross', 'plus', 'bar'];

  const sloped = (x, y, w, h, down) => {
    let path = '';
    for (let k = 5 - Math.floor(h / 5) * 5 - 5; k < w; k += 5) {
      const from = Math.max(0, k);
      const to = Math.min(w, k + h);
      if (to > from) {
        path += down ? `M${x + from},${y + from - k}L${x + to},${y + to - k}` : `M${x + from},${y + h - from + k}L${x + to},${y + h - to + k}`;
      }
    }
    return path;
  };

  const HATCHES = {
    up: (x, y, w, h) => sloped(x, y, w, h, false),
    down: (x, y, w, h) => sloped(x, y, w, h, true),
    cross: (x, y, w, h) => sloped(x, y, w, h, false) + sloped(x, y, w, h, true),
    vertical: (x, y, w, h) => {
      let path = '';
      for (let k = 2; k < w; k += 4) {
        path += `M${x + k},${y}v${h}`;
      }
      return path;
    },
    horizontal: (x, y, w, h) => {
      let path = '';
      for (let k = 2; k < h; k += 4) {
        path += `M${x},${y + k}h${w}`;
      }
      return path;
    },
    dots: (x, y, w, h) => {
      let path = '';
      for (let j = 2; j < h - 1; j += 5) {
        for (let k = 2 + (j % 2) * 2; k < w - 1; k += 5) {
          path += `M${x + k},${y + j}h1.4`;
        }
      }
      return path;
    },
  };

  let measure = null;
  const wide = (text, size, weight) => {
    measure = measure || document.createElement('canvas').getContext('2d');
    measure.font = `${weight || ''} ${size}px ${family()}`;
    return measure.measureText(text).width;
  };

  const lines = (text, width, size, weight) => {
    const all = [];
    let line = '';
    text.split(' ').forEach((word) => {
      const longer = line ? `${line} ${word}` : word;
      if (line && wide(longer, size, weight) > width) {
        all.push(line);
        line = word;
      } else {
        line = longer;
      }
    });
    all.push(line);
    return all;
  };

  // --- one panel ------------------------------------------------------------------------------------------------------

  const toned = (tone, x, y, w, h, opacity) => {
    const [fill, , hatch, border] = TONES[tone] || TONES.plain;
    const children = [{ type: 'rect', shape: { x, y, width: w, height: h },
      style: { fill, opacity, stroke: border || (w > 3 && tone !== 'none' ? '#fff' : null), lineWidth: border ? 1 : 0.6 } }];
    if (hatch && w > 1.5 && h > 2) {
      children.push({ type: 'path', silent: true, shape: { pathData: HATCHES[hatch](x, y, w, h) },
        style: { fill: null, stroke: hatch === 'horizontal' ? 'rgba(255,255,255,.75)' : 'rgba(27,35,48,.45)', lineWidth: 1, opacity } });
    }
    return children;
  };

  const symbol = (mark, x, y) => {
    const r = mark.size || 3;
    const ink = (LINES[mark.tone] || [TONES[mark.tone] ? TONES[mark.tone][0] : '#4f596a'])[0];
    const open = OPEN.includes(mark.symbol);
    return { type: 'path', shape: { pathData: (SYMBOLS[mark.symbol] || SYMBOLS.circle)(x, y, r) },
      style: { fill: open ? null : mark.hollow ? '#fff' : ink, stroke: ink, lineWidth: open ? 1.8 : mark.hollow ? 1.3 : 0.5 } };
  };

  /** Adds a panel to the option: its grid, its axes, and a series for each kind of mark. */
  const panel = (option, each, at, place, data, state) => {
    const { left, top, width, height } = place;
    const scale = (axis, value) => (axis.log ? Math.log10(value) : value);
    const range = (axis) => ({ min: scale(axis, axis.min), max: scale(axis, axis.max) });
    const ticks = (axis) => axis.ticks.map((tick) => scale(axis, tick.at));
    const words = (axis) => (value) => {
      const found = axis.ticks.find((tick) => Math.abs(scale(axis, tick.at) - value) < 1e-9);
      return found ? found.text : '';
    };
    const axis = (spec, vertical) => ({
      type: 'value', gridIndex: at, ...range(spec), inverse: spec.inverse, show: !spec.hidden, splitLine: { show: false },
      axisLine: { show: true, onZero: false, lineStyle: { color: '#8791a1' } },
      axisTick: { show: !spec.names, customValues: ticks(spec), lineStyle: { color: '#8791a1' } },
      axisLabel: { color: '#1b2330', fontSize: FONT, customValues: ticks(spec), formatter: words(spec), hideOverlap: !vertical,
        ...(vertical ? { width: place.names - 8, overflow: 'truncate' } : {}) },
      ...(vertical ? {} : { name: spec.label, nameLocation: 'middle', nameGap: 24, nameTextStyle: { color: '#4f596a', fontSize: FONT } }),
    });
    option.grid.push({ left, top, width, height, containLabel: false, outerBoundsMode: 'none' });
    option.xAxis.push({ ...axis(each.x, false), position: 'bottom' });
    option.yAxis.push(axis(each.y, true));
    option.title.push({ text: place.title.join('\n'), left: data.shared ? left : left - place.beside, top: top - 4 - place.title.length * TITLE, padding: 0,
      textStyle: { fontSize: 12, lineHeight: TITLE, fontWeight: 600, color: '#1b2330', width: width + place.beside, overflow: 'truncate' } });
    const base = { type: 'custom', coordinateSystem: 'cartesian2d', xAxisIndex: at, yAxisIndex: at, animation: false, clip: false, encode: { x: [], y: [], tooltip: [] } };
    const add = (marks, z, draw, more) => {
      if (marks && marks.length) {
        option.series.push({ ...base, z, ...more, data: marks.map((mark) => ({ value: [0, 0], tip: mark.tip, href: mark.href, mark })),
          cursor: marks.some((mark) => mark.href || mark.at) ? 'pointer' : 'default',
          renderItem: (params, api) => draw(marks[params.dataIndex],
            (x, y) => api.coord([scale(each.x, x), scale(each.y, y)])) });
      }
    };
    add(each.areas, 2, (mark, xy) => {
      const points = mark.band.map(([x, low]) => xy(x, low)).concat(mark.band.map(([x, , high]) => xy(x, high)).reverse());
      return { type: 'polygon', shape: { points }, silent: true, style: { fill: (LINES[mark.tone] || LINES.bold)[0], opacity: 0.16 } };
    }, { silent: true });
    add(each.bars, 3, (mark, xy) => {
      const [x0, y0] = xy(mark.x0, mark.y0);
      const [x1, y1] = xy(mark.x1, mark.y1);
      const x = Math.min(x0, x1);
      const y = Math.min(y0, y1);
      const w = Math.abs(x1 - x0);
      const h = Math.abs(y1 - y0);
      const children = toned(mark.tone, x, y, w, h, mark.opacity || 1);
      if (mark.text && (mark.always || w > wide(mark.text, FONT) + 4) && h >= 10) {
        const [fill, ink, hatch] = TONES[mark.tone] || TONES.plain;
        children.push({ type: 'text', silent: true, style: { text: mark.text, x: x + w / 2, y: y + h / 2, align: 'center', verticalAlign: 'middle', fill: ink,
          font: `${FONT}px ${family()}`, ...(hatch && !mark.always ? { backgroundColor: fill, padding: [0, 2] } : {}) } });
      }
      return { type: 'group', children };
    });
    const isLit = (mark) => mark.patient && state.lit.includes(mark.patient);
    add(each.lines, 4, (mark, xy) => {
      const [stroke, lineWidth, lineDash] = LINES[isLit(mark) ? 'lit' : mark.tone] || LINES.patient;
      const parts = [];
      let part = [];
      mark.points.forEach((point) => {
        if (point[1] === null) {
          parts.push(part);
          part = [];
        } else {
          part.push(xy(point[0], point[1]));
        }
      });
      parts.push(part);
      const faint = mark.patient && !isLit(mark);
      const path = parts.filter((one) => one.length > 1).map((one) => `M${one.map((p) => p.map((v) => v.toFixed(1)).join(',')).join('L')}`).join('');
      return { type: 'path', shape: { pathData: path || 'M0,0' }, silent: !mark.tip, z2: isLit(mark) ? 9 : faint ? 0 : 5,
        style: { fill: null, stroke, lineWidth, lineDash, opacity: faint ? (state.lit.length ? 0.25 : data.faint || 0.7) : 1 },
        emphasis: { style: { stroke: '#1b2330', lineWidth: lineWidth + 1.2, opacity: 1 } } };
    });
    add(each.dots, 5, (mark, xy) => {
      const drawn = symbol(isLit(mark) ? { ...mark, tone: 'lit', size: (mark.size || 3) + 1.5 } : mark, ...xy(mark.x, mark.y));
      return mark.patient && !isLit(mark) && state.lit.length ? { ...drawn, style: { ...drawn.style, opacity: 0.3 } } : drawn;
    });
    add(each.texts, 6, (mark, xy) => {
      const [x, y] = xy(mark.x, mark.y);
      return { type: 'text', silent: !mark.tip && !mark.href, style: { text: mark.width > 0 ? lines(mark.text, mark.width * place.unit, FONT + 1).join('\n') : mark.text, x: x + (mark.x === each.x.min && !each.y.hidden ? 3 : 0), y, align: mark.align || 'left',
        verticalAlign: mark.vertical || 'middle', fill: mark.faint ? '#4f596a' : '#1b2330', font: `${mark.strong ? '600 ' : ''}${FONT + (mark.large ? 2 : 0)}px ${family()}`, lineHeight: 15,
        ...(mark.width < 0 ? { width: -mark.width * place.unit, overflow: 'truncate', ellipsis: '…' } : {}) } };
    });
    const crowded = ({ cells }) => cells.some((cell, i) => i && (cell.x - cells[i - 1].x) * place.unit < (wide(cell.text, FONT) + wide(cells[i - 1].text, FONT)) / 2 + 4);
    const under = (each.under || []).flatMap((line, row) => line.cells.map((cell, i) => ({ ...cell, row: row + (i % 2 && crowded(line) ? 0.8 : 0) }))
      .concat(line.label ? [{ text: line.label, row, label: true }] : []));
    add(under, 6, (mark, xy) => {
      const y = top + height + (each.x.label ? 44 : 26) + mark.row * UNDER;
      return { type: 'text', silent: !mark.tip && !mark.href, style: { text: mark.text, x: mark.label ? left - 22 : xy(mark.x, each.y.min)[0], y,
        align: mark.label ? 'right' : 'center', verticalAlign: 'middle', fill: '#4f596a', font: `${FONT - 0.5}px ${family()}` } };
    });
    if (state.at) {
      const here = (each.dots || []).find((mark) => mark.key === state.at) || (each.bars || []).find((mark) => mark.key === state.at);
      add(here ? [here] : [], 8, (mark, xy) => {
        const [x, y] = mark.x === undefined ? xy(mark.x1, (mark.y0 + mark.y1) / 2) : xy(mark.x, mark.y);
        return { type: 'circle', silent: true, shape: { cx: x, cy: y, r: 9 }, style: { fill: null, stroke: '#b3261e', lineWidth: 2 } };
      }, { silent: true });
    }
  };

  // --- the picture ----------------------------------------------------------------------------------------------------

  /** The signs and what they mean, over as many lines as they need. */
  const legend = (option, keys, width) => {
    let x = 2;
    let line = 0;
    const children = [];
    keys.forEach((key) => {
      const needed = 30 + wide(key.name, FONT) + 14;
      if (x > 2 && x + needed > width) {
        x = 2;
        line += 1;
      }
      const y = line * LEGEND + 9;
      if (key.kind === 'bar') {
        children.push(...toned(key.tone, x, y - 6, 22, 12, 1));
      } else if (key.kind === 'line') {
        const [stroke, lineWidth, lineDash] = LINES[key.tone] || LINES.bold;
        children.push({ type: 'line', shape: { x1: x, y1: y, x2: x + 24, y2: y }, style: { stroke, lineWidth, lineDash } });
      } else {
        children.push(symbol({ ...key, size: 4 }, x + 11, y));
      }
      children.push({ type: 'text', style: { text: key.name, x: x + 29, y, verticalAlign: 'middle', fill: '#1b2330', font: `${FONT}px ${family()}` } });
      x += needed;
    });
    if (keys.length) {
      option.series.push({ type: 'custom', coordinateSystem: 'cartesian2d', xAxisIndex: 0, yAxisIndex: 0, clip: false, silent: true, animation: false,
        encode: { x: [], y: [] }, data: [[0, 0]], renderItem: () => ({ type: 'group', children }) });
    }
    return keys.length ? (line + 1) * LEGEND + 6 : 0;
  };

  const columnsOf = (data, width) => Math.max(1, Math.min(data.columns, data.panels.length, Math.floor(width / (data.narrowest || 200)) || 1));

  const compose = (data, width, state) => {
    const option = { animation: false, title: [], grid: [], xAxis: [], yAxis: [], series: [], backgroundColor: '#fff',
      textStyle: { fontFamily: family(), fontSize: FONT, color: '#1b2330' }, aria: { enabled: false },
      tooltip: { trigger: 'item', confine: true, transitionDuration: 0, textStyle: { fontSize: 12, color: '#1b2330' },
        formatter: (at) => (at.data && at.data.tip ? window.echarts.format.encodeHTML(at.data.tip).replace(/\n/g, '<br>') : '') } };
    let top = legend(option, data.keys, width);
    const columns = data.fixed || columnsOf(data, width);
    const own = (each) => (each.y.hidden ? 0 : Math.min(width * 0.36, 12 + Math.max(24, ...each.y.ticks.map((tick) => wide(tick.text, FONT)),
      ...(each.under || []).map((line) => 14 + wide(line.label || '', FONT - 0.5)))));
    for (let from = 0; from < data.panels.length; from += columns) {
      const row = data.panels.slice(from, from + columns);
      const names = row.map((each, i) => (data.shared && i > 0 ? 0 : own(each)));
      const room = (width - 30 - names.reduce((sum, one) => sum + one, 0) - (columns - 1) * GAP
        - (row.length < columns ? (columns - row.length) * (data.shared ? 0 : names[0]) : 0)) / columns;
      let left = 0;
      const height = Math.max(...row.map((each) => each.height));
      const besides = names.map((one) => (data.shared ? GAP - 4 : one)); // where rows are named once, each title stands over its panel
      const titles = row.map((each, i) => (each.title ? lines(each.title, room + besides[i], 12, '600') : []));
      const head = titles.some((title) => title.length) ? 10 + Math.max(...titles.map((title) => title.length)) * TITLE : 8;
      row.forEach((each, i) => {
        left += names[i];
        const shown = data.shared && i > 0 ? { ...each, y: { ...each.y, ticks: [] } } : each;
        panel(option, shown, from + i, { left: left + 2, top: top + head, width: room, height: each.height, names: names[i], beside: besides[i], title: titles[i], unit: room / (each.x.max - each.x.min) }, data, state);
        left += room + GAP;
      });
      const foot = Math.max(...row.map((each) => (each.x.hidden ? 4 : 24 + (each.x.label ? 18 : 0)) + (each.under || []).length * UNDER));
      top += head + height + foot + 12;
    }
    return { option, height: Math.ceil(top) };
  };

  const follow = (href, event, key) => {
    if (key && !(event && (event.ctrlKey || event.metaKey))) {
      const here = new URL(window.location.href);
      here.searchParams.set('_at', key);
      window.history.replaceState(window.history.state, '', here);
    }
    const link = document.createElement('a');
    link.href = href;
    document.body.append(link);
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: !!(event && event.ctrlKey), metaKey: !!(event && event.metaKey), shiftKey: !!(event && event.shiftKey) }));
    link.remove();
  };

  // --- on sheets ------------------------------------------------------------------------------------------------------

  /** What of a panel with rows stands in some of them. */
  const slice = (each, from, to, last) => {
    const within = (y) => y >= from && y < to;
    const cut = (y) => (y === null ? null : Math.min(to, Math.max(from, y)));
    return { ...each, height: each.height * (to - from) / (each.y.max - each.y.min), under: last ? each.under : [],
      y: { ...each.y, min: from, max: to, ticks: each.y.ticks.filter((tick) => within(tick.at)) },
      bars: each.bars.filter((bar) => within((bar.y0 + bar.y1) / 2)),
      dots: each.dots.filter((dot) => within(dot.y)),
      texts: each.texts.filter((text) => within(text.y)),
      lines: each.lines.filter(({ points }) => points.some(([, y]) => y !== null && within(y)) || points.some(([, y]) => y < from) && points.some(([, y]) => y >= to))
        .map((line) => ({ ...line, points: line.points.map(([x, y]) => [x, cut(y)]) })) };
  };

  /** The picture in parts that are no taller than there is room: a line of panels each, or some of the rows of one that is too tall. */
  const sheets = (data, width, room) => {
    const fixed = columnsOf(data, width);
    const all = [];
    for (let from = 0; from < data.panels.length; from += fixed) {
      const line = data.panels.slice(from, from + fixed);
      const { min, max } = line[0].y;
      const parts = line[0].y.names ? Math.ceil(Math.max(...line.map((each) => each.height)) / room) : 1;
      const step = Math.ceil((max - min) / parts);
      for (let at = min; at < max; at += step) {
        all.push({ ...data, fixed, keys: all.length ? [] : data.keys,
          panels: parts === 1 ? line : line.map((each) => slice(each, at, Math.min(max, at + step), at + step >= max)) });
      }
    }
    return all;
  };

  /** What there is on a sheet of the printer, and on one of the document. */
  const PRINTED = { width: 720, height: 780 };
  const WRITTEN = { width: 1100, height: 430 };

  const paintAll = (paper) => document.querySelectorAll('.cohort-card:not(.of-words) .cohort-chart[data-drawn]').forEach((element) => {
    element.querySelector('.cohort-sheets')?.remove();
    if (paper) {
      const all = document.createElement('div');
      all.className = 'cohort-sheets';
      all.innerHTML = element.sivigSheets();
      element.append(all);
    }
  });
  window.addEventListener('beforeprint', () => paintAll(true));
  window.addEventListener('afterprint', () => paintAll(false));

  /** Draws into an element of the page, and anew when its width changes; small: at a width of its own, made to fit. */
  const draw = (element, data, state) => {
    if (!window.echarts) {
      element.dispatchEvent(new CustomEvent('chart-failed'));
      return;
    }
    let drawn = 0;
    let chart = null;
    const paint = () => {
      const width = state.small ? 680 : Math.max(element.clientWidth, data.least);
      if (!element.isConnected || element.clientWidth === 0 || width === drawn || print.matches) {
        return;
      }
      drawn = width;
      const { option, height } = compose(data, width, state);
      const scrolls = !state.small && width > element.clientWidth;
      element.classList.toggle('scrolls', scrolls);
      element.style.height = state.small ? '' : `${height + (scrolls ? 16 : 0)}px`; // its bar takes room
      if (scrolls) {
        element.tabIndex = 0;
      } else {
        element.removeAttribute('tabindex');
      }
      if (chart) {
        window.echarts.dispose(element);
      }
      chart = window.echarts.init(element, null, { renderer: 'svg', width, height });
      if (!state.small) {
        chart.on('click', (at) => at.data && at.data.href && follow(at.data.href, at.event && at.event.event, at.data.mark && at.data.mark.key));
      }
      chart.setOption(option);
      const svg = element.querySelector('svg');
      svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
      if (state.small) {
        svg.setAttribute('preserveAspectRatio', height > width ? 'xMidYMin slice' : 'xMidYMin meet');
        svg.style.cssText = 'width:100%;height:100%;position:static';
        element.querySelectorAll('div').forEach((box) => { box.style.cssText = 'width:100%;height:100%;overflow:hidden'; });
      }
      element.dataset.drawn = 'true';
      if (state.at) {
        element.scrollIntoView({ block: 'nearest' });
      }
    };
    if (element.sivigPlot) {
      element.sivigPlot.disconnect();
      window.echarts.dispose(element);
    }
    delete element.dataset.drawn;
    element.sivigSheets = () => sheets(data, PRINTED.width, PRINTED.height).map((part) => written(part, PRINTED.width, state).svg).join('');
    element.sivigPlot = new ResizeObserver(() => (element.isConnected ? paint() : element.sivigPlot.disconnect()));
    element.sivigPlot.observe(element);
    paint();
  };

  // --- as a file ------------------------------------------------------------------------------------------------------

  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }[sign]));

  const written = (data, width, state) => {
    const { option, height } = compose(data, width, state);
    const chart = window.echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
    chart.setOption({ ...option, tooltip: { show: false } });
    const svg = chart.renderToSVGString();
    chart.dispose();
    return { svg, height };
  };

  /** A picture with its title above and its caption below. */
  const file = (data, width, state, title, caption) => {
    const { svg, height } = written(data, width, state);
    const pad = 16;
    const heads = lines(title, width, 17);
    const feet = caption.flatMap((each) => lines(each, width, 12));
    const top = pad + heads.length * 22 + 8;
    const text = (line, x, y, size, weight) => `<text x="${x}" y="${y}" font-family="${escaped(family())}" font-size="${size}" font-weight="${weight}" fill="#1b2330">${escaped(line)}</text>`;
    const whole = top + height + 12 + feet.length * 16 + pad;
    return { width: width + 2 * pad, height: whole, svg: `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width + 2 * pad}" height="${whole}" viewBox="0 0 ${width + 2 * pad} ${whole}" role="img">`
      + `<title>${escaped(title)}</title><desc>${escaped(caption.join(' '))}</desc><rect width="100%" height="100%" fill="#fff"/>`
      + heads.map((line, i) => text(line, pad, pad + 16 + i * 22, 17, 600)).join('')
      + svg.replace(/<svg /, `<svg x="${pad}" y="${top}" `)
      + feet.map((line, i) => text(line, pad, top + height + 24 + i * 16, 12, 400)).join('') + '</svg>' };
  };

  const raster = (picture, scale) => new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement('canvas');
      canvas.width = picture.width * scale;
      canvas.height = picture.height * scale;
      const brush = canvas.getContext('2d');
      brush.fillStyle = '#fff';
      brush.fillRect(0, 0, canvas.width, canvas.height);
      brush.drawImage(image, 0, 0, canvas.width, canvas.height);
      done(canvas.toDataURL('image/png'));
    };
    image.onerror = () => failed(new Error('picture'));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.svg)}`;
  });

  const save = (name, href) => {
    const link = document.createElement('a');
    link.download = name;
    link.href = href;
    link.setAttribute('router-ignore', '');
    document.body.append(link);
    link.click();
    link.remove();
  };

  const download = async (kind, name, element, data, state, title, caption) => {
    const picture = file(data, Math.max(720, Math.min(1400, element.clientWidth || 1000)), state, title, caption);
    if (kind === 'svg') {
      const url = URL.createObjectURL(new Blob([picture.svg], { type: 'image/svg+xml' }));
      save(`${name}.svg`, url);
      setTimeout(() => URL.revokeObjectURL(url), 60000);
    } else {
      save(`${name}.png`, await raster(picture, Math.min(2, 14000 / picture.height)));
    }
  };

  /** The picture alone, for a document: its parts, with a space between them. */
  const png = async (data) => {
    const all = [];
    for (const part of sheets(data, WRITTEN.width, WRITTEN.height)) {
      const { svg, height } = written(part, WRITTEN.width, { lit: [] });
      all.push(await raster({ svg, width: WRITTEN.width, height }, 2));
    }
    return all.join(' ');
  };

  window.sivigPlots = { draw, download, png };
}());
