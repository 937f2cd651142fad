/*
 * Draws the charts of the dashboard from what the server gives: words, numbers and addresses are ready, only places and
 * colours are chosen here. Where no chart can be drawn, the page is told, and shows the table.
 */
(function () {
  'use strict';

  const LINE = 22;            // height of a line of a chart
  const FONT = 11;
  const TITLE = 16;           // height of a line of a title
  const LEAST = 92;           // width of a panel
  const CHARACTER = 6.4;      // width of a digit
  const print = window.matchMedia('print');
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  /** Ground, ink and pattern of each tone: the pattern tells tones apart without the colour. */
  const tones = () => ({
    plain: [colour('accent'), '#fff', null],
    pale: ['#cfe3e8', colour('ink'), null],
    dotted: ['#9cc6d0', colour('ink'), { symbol: 'circle', symbolSize: 0.5, dashArrayX: [[3, 3], [0, 3, 3, 0]], dashArrayY: [3, 0] }],
    ink: [colour('ink2'), '#fff', null],
    ruled: ['#98a2b3', colour('ink'), { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 }],
    err: [colour('err'), '#fff', null],
    warn: ['#e8c987', colour('ink'), { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4 }],
    info: [colour('info-soft'), colour('ink'), { symbol: 'circle', symbolSize: 0.5, dashArrayX: [[3, 3], [0, 3, 3, 0]], dashArrayY: [3, 0] }],
  });

  const base = () => ({
    animation: !calm.matches,
    animationDuration: 250,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: FONT, color: colour('ink') },
    tooltip: {
      trigger: 'item', confine: true, transitionDuration: 0, textStyle: { fontSize: 12, color: colour('ink') },
      formatter: (at) => (at.data && at.data.tip ? window.echarts.format.encodeHTML(at.data.tip) : ''),
    },
  });

  const pattern = (decal) => (decal ? { color: 'rgba(27, 35, 48, 0.35)', ...decal } : { symbol: 'none' });

  const rowAxis = (data, grid, labels, width) => ({
    type: 'category', gridIndex: grid, data: data.rows, inverse: true, axisTick: { show: false },
    axisLine: { lineStyle: { color: colour('edge') } },
    axisLabel: { show: labels, width: width - 12, overflow: 'truncate', color: colour('ink'), fontSize: 12, interval: 0 },
  });

  /** A title in lines that are no wider than this. */
  const broken = (title, width) => title.split(' ').reduce((lines, word) => {
    const longer = [...lines.slice(-1), word].join(' ');
    const fits = lines.length > 0 && window.echarts.format.getTextRect(longer, `600 12px ${getComputedStyle(document.body).fontFamily}`).width <= width;
    return fits ? [...lines.slice(0, -1), longer] : [...lines, word];
  }, []);

  /** Bars of the same lines, one panel beside the other as far as there is room. */
  const bars = (data, width) => {
    const names = data.panels.length > 1 ? Math.min(170, Math.max(60, width * 0.16)) : Math.min(240, width * 0.38);
    const gap = 18;
    const end = 44;            // where the totals stand
    const across = Math.max(1, Math.min(data.panels.length, Math.floor((width - names - gap) / (LEAST + gap))));
    const panel = (width - names - gap) / across - gap;
    const titles = data.panels.map((each) => broken(each.title, panel));
    const legendLines = (each) => {
      let lines = 1;
      let at = 0;
      each.series.forEach((series) => {
        const wide = series.name.length * CHARACTER + 24;
        if (at > 0 && at + wide > panel) {
          lines += 1;
          at = 0;
        }
        at += wide;
      });
      return each.series.length > 1 ? lines : 0;
    };
    /** The most of something that any panel beside this one has. */
    const most = (at, of) => Math.max(...data.panels.map((each, other) =>
      (Math.floor(other / across) === Math.floor(at / across) ? of(each, other) : 0)));
    const legendTop = (at) => 20 + (most(at, (each, other) => titles[other].length) - 1) * TITLE;
    const head = (at) => (data.panels.some((each) => each.title) ? legendTop(at) + 6 : 4) + most(at, legendLines) * 17;
    const high = data.rows.length * LINE + 6;
    const option = { ...base(), title: [], legend: [], grid: [], xAxis: [], yAxis: [], series: [] };
    let top = 0;
    data.panels.forEach((each, at) => {
      if (at > 0 && at % across === 0) {
        top += head(at - 1) + high;
      }
      const left = names + at % across * (panel + gap);
      const sums = data.rows.map((row, line) => each.series.reduce((sum, s) => sum + (s.cells[line].value || 0), 0));
      const full = each.share ? 1 : Math.max(1, ...sums);
      option.title.push({ text: titles[at].join('\n'), left, top: top + 3, padding: 0, textStyle: { fontSize: 12, lineHeight: TITLE, fontWeight: 600, color: colour('ink2') } });
      if (each.series.length > 1) {
        option.legend.push({ data: each.series.map((s) => s.name), left, top: top + legendTop(at), width: panel, padding: 0, itemGap: 8,
          itemWidth: 12, itemHeight: 10, selectedMode: false, textStyle: { fontSize: FONT, color: colour('ink2'), padding: [0, 0, 0, -2] } });
      }
      option.grid.push({ left, top: top + head(at), width: panel - end, height: high - 4 });
      option.xAxis.push({ type: 'value', gridIndex: at, min: 0, max: full, show: false });
      option.yAxis.push(rowAxis(data, at, at % across === 0, names));
      const place = { type: 'bar', xAxisIndex: at, yAxisIndex: at, stack: `panel${at}`, barWidth: 15 };
      each.series.forEach((s) => {
        const [ground, ink, decal] = tones()[s.tone];
        option.series.push({ ...place, name: s.name, cursor: 'pointer', itemStyle: { color: ground, decal: pattern(decal) },
          data: s.cells.map((cell) => ({ ...cell,
            label: { show: !each.share && cell.value / full * (panel - end) > cell.text.length * CHARACTER + 6,
              formatter: cell.text, color: ink, fontSize: FONT,
              ...(decal ? { backgroundColor: ground, padding: [1, 2] } : {}) } })) });
      });
      option.series.push({ ...place, name: '', silent: true, tooltip: { show: false }, data: data.rows.map((row, line) => ({
        value: 0,
        label: { show: true, position: 'right', color: colour('ink'), fontSize: FONT,
          formatter: each.share ? each.series[0].cells[line].text : each.sums[line] },
      })) });
    });
    return { option, height: top + head(data.panels.length - 1) + high };
  };

  /** A cell for each line and column: darker is more, and the number stands in it. */
  const heat = (data, width) => {
    const columns = data.panels[0].series;
    const names = Math.min(240, width * 0.38);
    const values = columns.flatMap((column) => column.cells.map((cell) => cell.value || 0));
    const most = Math.max(0.2, ...values);
    return { height: 24 + data.rows.length * LINE + 4, option: { ...base(),
      grid: { left: names, top: 22, right: 2, bottom: 4 },
      xAxis: { type: 'category', data: columns.map((column) => column.name), position: 'top', axisTick: { show: false }, axisLine: { show: false },
        axisLabel: { color: colour('ink2'), fontSize: 12, interval: 0 } },
      yAxis: { ...rowAxis(data, 0, true, names), axisLine: { show: false } },
      visualMap: { show: false, min: 0, max: most, inRange: { color: ['#f4f8f9', '#8fbfca', colour('accent')] } },
      series: [{ type: 'heatmap', cursor: 'pointer', itemStyle: { borderColor: '#fff', borderWidth: 1 },
        emphasis: { itemStyle: { borderColor: colour('ink'), borderWidth: 1 } },
        data: columns.flatMap((column, x) => column.cells.map((cell, y) => ({
          value: [x, y, cell.value === null ? '-' : cell.value], tip: cell.tip, href: cell.href,
          label: { show: true, formatter: cell.text, fontSize: FONT, color: cell.value / most > 0.75 ? '#fff' : colour('ink') },
        }))) }] } };
  };

  const line = (data) => {
    const series = data.panels[0].series[0];
    return { height: 120, option: { ...base(),
      grid: { left: 40, top: 16, right: 24, bottom: 22 },
      xAxis: { type: 'category', data: data.rows, axisTick: { show: false }, axisLabel: { color: colour('ink2'), hideOverlap: true } },
      yAxis: { type: 'value', minInterval: 1, splitNumber: 2, splitLine: { lineStyle: { color: colour('line') } }, axisLabel: { color: colour('ink2') } },
      series: [{ type: 'line', name: series.name, data: series.cells, symbolSize: 6, lineStyle: { width: 2 }, itemStyle: { color: colour('accent') },
        label: { show: true, formatter: (at) => at.data.text, fontSize: FONT }, labelLayout: { hideOverlap: true } }] } };
  };

  const KINDS = { bars, heat, line };

  /** Follows an address as a click on a link does. */
  const follow = (href, event) => {
    const link = document.createElement('a');
    link.href = href;
    document.body.append(link);
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey, shiftKey: event.shiftKey }));
    link.remove();
  };

  const draw = (element, data) => {
    if (!window.echarts) {
      element.dispatchEvent(new CustomEvent('chart-failed'));
      return;
    }
    let drawn = 0;
    let chart = null;
    const paint = () => {
      const width = element.clientWidth;
      if (!element.isConnected || width === 0 || width === drawn || print.matches) {
        return;
      }
      drawn = width;
      const { option, height } = KINDS[data.kind](data, width);
      element.style.height = `${height}px`;
      if (!chart) {
        chart = window.echarts.init(element, null, { renderer: 'svg' });
        chart.on('click', (at) => at.data && at.data.href && follow(at.data.href, at.event.event));
      } else {
        chart.resize({ animation: { duration: 0 } });
      }
      chart.setOption(option, { notMerge: true });
      element.querySelector('svg').setAttribute('viewBox', `0 0 ${width} ${height}`); // so that it shrinks to a sheet of paper
    };
    if (element.sivigChart) {
      element.sivigChart.disconnect();
      window.echarts.dispose(element);
    }
    element.sivigChart = new ResizeObserver(() => (element.isConnected ? paint() : element.sivigChart.disconnect()));
    element.sivigChart.observe(element);
    paint();
  };

  window.sivigCharts = { draw };
}());
