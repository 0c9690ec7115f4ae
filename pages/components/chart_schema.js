// Which attributes of a trace hold arrays, Plotly finds out by a walk over all that the trace might have: for every
// trace at every drawing, a fifth of the time. Which ones may hold an array depends on the kind of trace alone: once the
// browser has time, the whole schema is walked for good, and a drawing looks only at those.

const LIST = ".items."; // in the path of an attribute that objects of a list have

export function walkSchemaOnce({ PlotSchema }) {
  const { findArrayAttributes } = PlotSchema;
  let kinds = null;
  PlotSchema.findArrayAttributes = (trace) => {
    const { arrays, lists } = kinds?.get(trace.type) ?? {};
    if (!arrays || lists.some((keys) => valueAt(trace, keys)?.length)) return findArrayAttributes(trace);
    return arrays.filter((keys) => isArray(valueAt(trace, keys))).map((keys) => keys.join("."));
  };
  PlotSchema.findArrayAttributes.byWalking = findArrayAttributes;
  (window.requestIdleCallback ?? setTimeout)(() => (kinds = walked(PlotSchema)));
}

// By kind of trace: the attributes that may hold an array, and the lists of objects, which are left to Plotly where a
// trace has any.
function walked({ crawl, get }) {
  const kinds = new Map();
  for (const [kind, { attributes }] of Object.entries(get().traces)) {
    const arrays = [];
    const lists = new Set();
    crawl(attributes, (attribute, name, siblings, level, path) => {
      if (path.includes(LIST)) lists.add(path.split(LIST)[0]);
      else if (mayHoldArray(attribute) && !/colorbar\.tick(vals|text)$/.test(path)) arrays.push(path.split("."));
    });
    kinds.set(kind, { arrays, lists: [...lists].map((path) => path.split(".")) });
  }
  return kinds;
}

function mayHoldArray(attribute) {
  return attribute?.valType === "data_array" || attribute?.arrayOk === true;
}

function valueAt(trace, keys) {
  return keys.reduce((value, key) => value?.[key], trace);
}

function isArray(value) {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}
