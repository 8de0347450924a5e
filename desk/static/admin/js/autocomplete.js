/*
 * In the place of Django's file of this name, so that every autocomplete field has it:
 * the same Select2, told more of each hit.
 *
 * A field is a select.admin-autocomplete with Django's data-app-label, -model-name and
 * -field-name; or, where no model's field is meant, with data-kinds="a,b" and, if keys
 * are wanted for ids, data-by="key". With data-among, the about, marking and as_of of a
 * briefing as a query, only what that briefing tells is found.
 *
 * What nobody has recorded can be added: the last entry of the list fires `desk:add-new`
 * on the select, with detail {kind, text, select}. A listener that opens a form calls
 * preventDefault(), and when it has a record:
 *     select.append(new Option(name, id, true, true));
 *     select.dispatchEvent(new Event("change", {bubbles: true}));
 * Without a listener the field's own add link is followed.
 */
"use strict";
{
  const $ = django.jQuery;

  const part = (className, text) => {
    const made = document.createElement("span");
    made.className = className;
    made.textContent = text;
    return made;
  };

  // The words with those of the search marked; text only, never markup.
  const marked = (text, term) => {
    const made = document.createElement("span");
    const at = term ? text.toLowerCase().indexOf(term.toLowerCase()) : -1;
    if (at < 0) {
      made.textContent = text;
      return made;
    }
    const mark = document.createElement("mark");
    mark.textContent = text.slice(at, at + term.length);
    made.append(text.slice(0, at), mark, text.slice(at + term.length));
    return made;
  };

  const shown = (hit, term) => {
    if (!hit.key) return hit.isNew ? part("hit-new", hit.text) : hit.text;
    const made = document.createElement("span");
    made.className = "hit";
    const name = marked(hit.text, term);
    name.classList.add("hit-name");
    made.append(name, part(`tlp tlp-${hit.marking}`, hit.tlp));
    for (const other of hit.names) {
      const line = part("hit-other", "");
      line.append(marked(other.name, term), ` ${other.whose}`);
      made.append(line);
    }
    const told = [hit.kind, hit.about, hit.state].filter(Boolean).join(" · ");
    made.append(part("hit-about", told));
    return made;
  };

  const asked = (select, params) => {
    const data = { term: params.term ?? "", page: params.page ?? 1 };
    if (select.dataset.kinds) {
      const { kinds, by = "", among = "" } = select.dataset;
      return { ...data, kinds, by, among };
    }
    return {
      ...data,
      app_label: select.dataset.appLabel,
      model_name: select.dataset.modelName,
      field_name: select.dataset.fieldName,
    };
  };

  const withNew = (select, answer, term) => {
    const results = [...answer.results];
    if (term && !answer.pagination.more && !select.dataset.by) {
      for (const { kind, label } of answer.add ?? []) {
        const text = `Add new ${label} “${term}”…`;
        results.push({ id: `new:${kind}`, text, isNew: true, kind, term });
      }
    }
    return { results, pagination: answer.pagination };
  };

  const addNew = (select, { kind, term }) => {
    const detail = { kind, text: term, select };
    const event = new CustomEvent("desk:add-new", {
      bubbles: true, cancelable: true, detail,
    });
    if (select.dispatchEvent(event)) {
      document.getElementById(`add_${select.id}`)?.click();
    }
  };

  const wordsOf = (select) => {
    const label = select.labels?.[0];
    return select.getAttribute("aria-label") ||
      label?.textContent.trim().replace(/:$/, "") || "";
  };

  // Select2 names its own boxes by their contents alone.
  const nameBoxes = (select) => {
    const words = wordsOf(select);
    const box = $(select).data("select2")?.$container[0];
    if (!box || !words) return;
    const chosen = box.querySelector(".select2-selection__rendered");
    const combo = box.querySelector(".select2-selection--single");
    if (combo && chosen) {
      chosen.setAttribute("aria-label", words);
      combo.setAttribute("aria-label", words);
      combo.removeAttribute("aria-labelledby");
      const says = document.createElement("span");
      const id = `${select.id || select.name}-chosen`;
      if (!document.getElementById(id)) {
        says.id = id;
        says.className = "visually-hidden";
        box.append(says);
      }
      combo.setAttribute("aria-describedby", id);
      document.getElementById(id).textContent =
        select.selectedOptions[0]?.textContent || "nothing chosen";
      chosen.removeAttribute("aria-label");
    }
    box.querySelector(".select2-search__field")?.setAttribute("aria-label", words);
    box.querySelector("ul.select2-selection__rendered")
      ?.setAttribute("aria-label", `${words}: chosen`);
  };

  const nameList = (select) => {
    const words = wordsOf(select) || "records";
    for (const list of document.querySelectorAll(".select2-dropdown")) {
      list.querySelector(".select2-search__field")
        ?.setAttribute("aria-label", `Search: ${words}`);
      list.querySelector(".select2-results__options")
        ?.setAttribute("aria-label", words);
    }
    // Since jQuery 3.6 the focus no longer moves to the box by itself.
    document.querySelector(".select2-container--open .select2-dropdown " +
      ".select2-search__field")?.focus();
  };

  const enhance = (select) => {
    if (select.classList.contains("select2-hidden-accessible")) return;
    let term = "";
    const field = $(select);
    // Its × would stand in the list of what is chosen, which may hold nothing else.
    if (select.multiple) delete select.dataset.allowClear;
    field.select2({
      ajax: {
        data: (params) => {
          term = (params.term ?? "").trim();
          return asked(select, params);
        },
        processResults: (answer) => withNew(select, answer, term),
      },
      templateResult: (hit) => shown(hit, term),
      templateSelection: (hit) => hit.text,
    });
    field.on("select2:open", () => nameList(select));
    field.on("select2:selecting", (event) => {
      const hit = event.params.args.data;
      if (!hit.isNew) return;
      event.preventDefault();
      field.select2("close");
      addNew(select, hit);
    });
    field.on("change", () => nameBoxes(select));
    nameBoxes(select);
  };

  $.fn.djangoAdminSelect2 = function djangoAdminSelect2() {
    this.each((_, select) => enhance(select));
    return this;
  };

  $(() => {
    $(".admin-autocomplete").not("[name*=__prefix__]").djangoAdminSelect2();
  });
  document.addEventListener("formset:added", (event) => {
    $(event.target).find(".admin-autocomplete").djangoAdminSelect2();
  });
}
