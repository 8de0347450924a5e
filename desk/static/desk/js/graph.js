/*
 * The relation graph as one that can be moved.
 *
 * The server drew it; a button puts a canvas in its place with every box where the
 * picture has it. All that a pointer can do, keys and buttons can, too. The library is
 * fetched when first asked for. Colours are those of the picture's paper.
 */

const INK = "#18212c";
const PAPER = "#ffffff";
const LINES = {
  attributed: { color: INK, width: 2, style: "solid" },
  contested: { color: INK, width: 2, style: "dashed" },
  for: { color: "#0c5563", width: 1.4, style: "solid" },
  against: { color: "#8a4b08", width: 1.6, style: "dashed" },
  neither: { color: "#7b8896", width: 1.4, style: "dotted" },
  link: { color: "#4d5a69", width: 1.2, style: "solid" },
  answers: { color: "#17663c", width: 1.4, style: "solid" },
};
const BORDERS = {
  incident: { width: 3, color: "#a3201c", style: "solid" },
  related: { width: 1, color: "#7b8896", style: "dashed" },
  campaign: { width: 1, color: "#7b8896", style: "dashed" },
  actor: { width: 1.5, color: INK, style: "solid" },
};
const STEP = 40;
const ZOOM = 1.25;
const PADDING = 16;
const WAYS = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };
const KEYS = {
  ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down",
  "+": "in", "=": "in", "-": "out", 0: "fit", n: "next", N: "next", Escape: "none",
};

function fetched(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error("The graph's library is missing.")));
    document.head.append(script);
  });
}

/* The library leaves its style element out where it finds this id (see vendor/README.md). */
function withoutItsStyle() {
  const id = "__________cytoscape_stylesheet";
  if (document.getElementById(id)) return;
  const mark = document.createElement("meta");
  mark.id = id;
  document.head.append(mark);
}

/*
 * How far along the straight line between two ends each bend is, and how far aside of
 * it: so an edge keeps its way when an end is moved.
 */
function along([x, y], [toX, toY], bends) {
  const [dx, dy] = [toX - x, toY - y];
  const square = dx * dx + dy * dy || 1;
  const length = Math.sqrt(square);
  return {
    weights: bends.map(([bx, by]) => ((bx - x) * dx + (by - y) * dy) / square),
    distances: bends.map(([bx, by]) => ((by - y) * dx - (bx - x) * dy) / length),
  };
}

function part(edge, source, target, ends, bends, isDirected) {
  const isBent = bends.length > 0;
  const way = isBent ? along(...ends, bends) : {};
  return {
    group: "edges",
    data: { source, target, line: edge.line, isDirected, isBent, ...way },
  };
}

/* An edge is two: to its label, which is a small box of its own, and on from there. */
function elements(data) {
  const places = new Map(data.nodes.map((node) => [node.id, [node.x, node.y]]));
  const boxes = data.nodes.map((node) => ({
    group: "nodes",
    data: { ...node, isBox: true, ...(BORDERS[node.kind] ? { border: node.kind } : {}) },
    position: { x: node.x, y: node.y },
  }));
  const edges = data.edges.flatMap((edge, number) => {
    const [x, y, width, height] = edge.label;
    const id = `label-${number}`;
    const [from, to] = [places.get(edge.source), places.get(edge.target)];
    const [before, after] = edge.bends;
    return [
      { group: "nodes", data: { id, words: edge.words, width, height }, position: { x, y } },
      part(edge, edge.source, id, [from, [x, y]], before, false),
      part(edge, id, edge.target, [[x, y], to], after, edge.isDirected),
    ];
  });
  return [...boxes, ...edges];
}

function looks(family) {
  const text = { "font-family": family, color: INK, "text-wrap": "wrap" };
  const boxes = Object.entries(BORDERS).map(([kind, border]) => ({
    selector: `node[border = "${kind}"]`,
    style: {
      "background-color": PAPER,
      "border-width": border.width,
      "border-color": border.color,
      "border-style": border.style,
    },
  }));
  const lines = Object.entries(LINES).map(([line, look]) => ({
    selector: `edge[line = "${line}"]`,
    style: {
      width: look.width,
      "line-color": look.color,
      "line-style": look.style,
      "target-arrow-color": look.color,
    },
  }));
  return [
    {
      selector: "node",
      style: {
        ...text,
        shape: "round-rectangle",
        width: "data(width)",
        height: "data(height)",
        label: "data(words)",
        "text-max-width": "data(width)",
        "text-valign": "center",
        "font-size": 9.5,
        "background-color": PAPER,
      },
    },
    { selector: "node[?isBox]", style: { "font-size": 10.5, "background-color": "#f4f6f8" } },
    { selector: "edge", style: { "curve-style": "straight", "arrow-scale": 0.8 } },
    {
      selector: "edge[?isBent]",
      style: {
        "curve-style": "round-segments",
        "segment-weights": "data(weights)",
        "segment-distances": "data(distances)",
        "segment-radii": 8,
        "edge-distances": "node-position",
      },
    },
    { selector: "edge[?isDirected]", style: { "target-arrow-shape": "triangle" } },
    ...boxes,
    ...lines,
    {
      selector: "node:selected",
      style: { "border-width": 4, "border-color": "#0b57d0", "border-style": "solid" },
    },
  ];
}

class MovableGraph {
  constructor(box) {
    this.box = box;
    this.canvas = box.querySelector("[data-graph-canvas]");
    this.teller = box.querySelector("[data-graph-told]");
    this.data = JSON.parse(box.querySelector("#graph-data").textContent);
  }

  async start() {
    withoutItsStyle();
    await fetched(this.box.dataset.library);
    this.cy = window.cytoscape({
      container: this.canvas,
      elements: elements(this.data),
      style: looks(getComputedStyle(this.canvas).fontFamily),
      layout: { name: "preset", fit: false },
      minZoom: 0.1,
      maxZoom: 4,
      userZoomingEnabled: false,
      selectionType: "single",
      boxSelectionEnabled: false,
    });
    this.cy.on("select", "node[?isBox]", (event) => this.tell(this.told(event.target.id())));
    this.places = new Map(this.cy.nodes().map((node) => [node.id(), { ...node.position() }]));
    this.begin();
    // Only in focus does the wheel belong to the graph; else the page scrolls.
    this.canvas.addEventListener("focus", () => this.cy.userZoomingEnabled(true));
    this.canvas.addEventListener("blur", () => this.cy.userZoomingEnabled(false));
    this.canvas.addEventListener("keydown", (event) => this.press(event));
    this.canvas.addEventListener("pointerdown", () => this.canvas.focus({ preventScroll: true }));
    this.box.addEventListener("click", (event) => {
      const name = event.target.closest("[data-graph-do]")?.dataset.graphDo;
      if (name) this.act(name);
    });
    this.canvas.graph = this.cy;
    this.canvas.dataset.graphReady = "yes";
  }

  /* As wide as the box and from the top: what is tall is not made too small to read. */
  begin() {
    this.cy.fit(undefined, PADDING);
    const { x1, y1, w } = this.cy.elements().boundingBox();
    const zoom = Math.min(1, (this.cy.width() - 2 * PADDING) / w);
    if (zoom <= this.cy.zoom()) return;
    const left = (this.cy.width() - w * zoom) / 2;
    this.cy.viewport({ zoom, pan: { x: left - x1 * zoom, y: PADDING - y1 * zoom } });
  }

  /* What is said of a box: its own words, and each relation from and to it. */
  told(id) {
    const line = (words) => words.split("\n").join(" ");
    const names = new Map(this.data.nodes.map((node) => [node.id, line(node.words)]));
    const edges = this.data.edges
      .filter((edge) => edge.source === id || edge.target === id)
      .map((edge) => `${names.get(edge.source)} ${line(edge.words)} ${names.get(edge.target)}`);
    return `${names.get(id)}. ${edges.join("; ")}.`;
  }

  press(event) {
    const name = KEYS[event.key];
    if (!name || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.act(name);
  }

  act(name) {
    if (name in WAYS) this.move(...WAYS[name]);
    else if (name === "in") this.zoom(ZOOM);
    else if (name === "out") this.zoom(1 / ZOOM);
    else if (name === "fit") this.cy.fit(undefined, PADDING);
    else if (name === "next") this.choose();
    else if (name === "none") this.chooseNone();
    else if (name === "reset") this.putBack();
  }

  move(x, y) {
    const chosen = this.cy.$("node:selected");
    if (chosen.nonempty()) chosen.shift({ x: x * STEP / 2, y: y * STEP / 2 });
    else this.cy.panBy({ x: -x * STEP, y: -y * STEP });
  }

  zoom(factor) {
    const middle = { x: this.cy.width() / 2, y: this.cy.height() / 2 };
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: middle });
  }

  choose() {
    const nodes = this.cy.nodes("[?isBox]");
    const at = nodes.toArray().findIndex((node) => node.selected());
    this.cy.nodes().unselect();
    const next = nodes[(at + 1) % nodes.length];
    next.select();
    this.cy.center(next);
  }

  chooseNone() {
    this.cy.nodes().unselect();
    this.tell("No box is chosen; the arrows move the view.");
  }

  putBack() {
    this.cy.nodes().unselect();
    this.cy.nodes().positions((node) => this.places.get(node.id()));
    this.begin();
    this.tell("All boxes are back where the picture has them.");
  }

  tell(words) {
    this.teller.textContent = words;
  }
}

function offer(figure) {
  const box = figure.querySelector("[data-graph]");
  const button = figure.querySelector("[data-graph-move]");
  const paper = figure.querySelector("[data-figure-paper]");
  if (!box || !button) return;
  let graph = null;
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const isMovable = box.hidden;
    box.hidden = !isMovable;
    paper.hidden = isMovable;
    button.textContent = isMovable ? button.dataset.graphBack : label;
    if (isMovable && graph === null) {
      graph = new MovableGraph(box);
      try {
        await graph.start();
      } catch (error) {
        graph.tell(error.message);
        return;
      }
    }
    if (isMovable) graph.canvas.focus();
  });
}

for (const figure of document.querySelectorAll(".figure")) offer(figure);
