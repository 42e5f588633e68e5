// What Gradio cannot do by itself: streamed answers from any worker process, conversations kept in this browser,
// copying, forms read as one value, the clause in the address bar, large text. Nothing here reads HTML from people.
(() => {
  const KEPT = "pa-conversations", LARGE = "pa-large", MOST = 20;
  const OFFLINE = "连不上服务器：请检查网络，稍后再试。您的问题还在输入框里。";
  document.documentElement.lang = "zh-CN";

  const escape = (text) => { const box = document.createElement("i"); box.textContent = text; return box.innerHTML; };
  const notice = (text) => `<div class="pa-notice" role="alert">${escape(text)}</div>`;
  const bubble = (html, options = null) =>
    ({ role: "assistant", metadata: null, options, content: [{ type: "text", text: html }] });
  const say = (text) => { const place = document.getElementById("pa-said"); if (place) place.textContent = text; };

  async function refusal(response) {
    try { return (await response.json()).detail || "请求未能完成，请稍后再试。"; }
    catch { return "请求未能完成，请稍后再试。"; }
  }

  async function* events(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const name = /^event: (.*)$/m.exec(block), data = /^data: (.*)$/m.exec(block);
        if (name && data) yield [name[1], JSON.parse(data[1])];
      }
    }
  }

  const store = {
    read() { try { return JSON.parse(localStorage.getItem(KEPT)) || []; } catch { return []; } },
    write(list) { try { localStorage.setItem(KEPT, JSON.stringify(list.slice(0, MOST))); } catch { say("浏览器存储已满，本次对话不会保留。"); } },
  };

  const pa = {
    busy: false, conversation: null, last: null, chosen: null, listing: () => {},

    // -- chat
    begin(question) {
      if (pa.busy || !question.trim()) return "";
      pa.busy = true;
      return question;
    },
    async reply(messages, said) {
      if (!said || !said.question) { pa.busy = false; return [messages, said, ""]; }
      pa.busy = true;
      const shown = messages.slice(0, -1);
      try {
        const answer = await pa.ask(said.question);
        pa.last = answer; pa.conversation = answer.conversation;
        shown.push(bubble(answer.html, answer.options));
        pa.remember(said.question, shown);
        setTimeout(() => [...document.querySelectorAll(".pa-asked")].pop()?.scrollIntoView({ block: "start" }), 150);
        return [shown, { question: "" }, answer.after];
      } catch (error) {
        if (error.code === "not_found") pa.conversation = null;
        shown.push(bubble(notice(error.detail || OFFLINE)));
        pa.giveBack(said.question);
        return [shown, { question: "" }, ""];
      } finally { pa.busy = false; }
    },
    giveBack(question) {
      const box = document.querySelector("#pa-question textarea");
      if (!box || box.value) return;
      box.value = question;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    },
    async ask(question) {
      const response = await fetch("page/ask", {
        method: "POST", headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ question, conversation_id: pa.conversation }),
      });
      if (!response.ok) {
        const problem = await response.json().catch(() => ({}));
        throw { detail: problem.detail || "请求未能完成，请稍后再试。", code: problem.code };
      }
      let text = "";
      for await (const [name, data] of events(response)) {
        const live = [...document.querySelectorAll(".pa-pending")].pop();
        if (name === "answer") return data;
        if (name === "error") throw data;
        if (name === "token") text += data.text;
        if (live) live.textContent = text || `${data.text}……`;
      }
      throw {};
    },
    remember(question, messages) {
      const list = store.read(), known = list.find((one) => one.id === pa.conversation);
      const kept = { id: pa.conversation, title: known ? known.title : question.slice(0, 60), at: Date.now(), messages };
      store.write([kept, ...list.filter((one) => one !== known)]);
      pa.listing();
    },
    fresh() { pa.conversation = null; pa.last = null; return [[], { question: "" }, ""]; },
    restore() {
      const found = store.read().find((one) => one.id === pa.chosen);
      if (!found) return pa.fresh();
      pa.conversation = found.id; pa.last = null;
      return [found.messages, { question: "" }, ""];
    },
    view(choice) { document.body.classList.toggle("pa-view-original", choice === "原文"); },

    // -- the browser's own list of conversations
    history(element, trigger) {
      pa.listing = () => {
        const list = store.read(), box = element.querySelector(".pa-history");
        if (!box) return;
        box.querySelector("summary").textContent = `最近的咨询（${list.length}）`;
        const items = list.map((one) => {
          const button = document.createElement("button");
          button.type = "button"; button.className = "pa-row"; button.dataset.id = one.id;
          button.textContent = `${one.title}　${new Date(one.at).toLocaleString("zh-CN", { dateStyle: "short", timeStyle: "short" })}`;
          return button;
        });
        box.querySelector(".pa-rows").replaceChildren(...items);
        box.querySelector(".pa-none").hidden = list.length > 0;
        box.querySelector("[data-clear]").hidden = list.length === 0;
      };
      element.addEventListener("click", (event) => {
        const row = event.target.closest("[data-id]");
        if (row) { pa.chosen = row.dataset.id; element.querySelector("details").open = false; trigger("select"); }
        if (event.target.closest("[data-clear]")) { store.write([]); pa.listing(); trigger("clear"); }
      });
      pa.listing();
    },

    // -- below the answer
    after(element, trigger) {
      const status = (text) => { const place = element.querySelector("[data-said]"); if (place) place.textContent = text; };
      const rate = async (rating, comment) => {
        if (!pa.last) { status("这一条是以前的回答，不能再评价。"); return; }
        const body = JSON.stringify({ conversation_id: pa.last.conversation, turn: pa.last.turn, rating, comment });
        try {
          const response = await fetch("page/rate", { method: "POST", headers: { "Content-Type": "application/json" }, body });
          status(response.ok ? "谢谢，已记下。" : await refusal(response));
        } catch { status("没有送出去：请检查网络后再试。"); }
      };
      element.addEventListener("click", (event) => {
        const button = event.target.closest("[data-rate]"), copy = event.target.closest("[data-copy]");
        if (copy && pa.last) pa.copy(pa.last.copy, status);
        if (!button) return;
        element.querySelectorAll("[data-rate]").forEach((one) => one.setAttribute("aria-pressed", one === button));
        const reason = element.querySelector("[data-form=reason]");
        reason.hidden = button.dataset.rate === "up";
        rate(button.dataset.rate, null);
        if (!reason.hidden) reason.querySelector("input").focus();
      });
      element.addEventListener("submit", (event) => {
        event.preventDefault();
        const form = event.target;
        if (form.dataset.form === "reason") { rate("down", form.elements.comment.value); form.hidden = true; return; }
        const told = [...form.elements].filter((one) => one.name && one.value.trim());
        const text = told.map((one) => `${one.dataset.label}：${one.value.trim()}`).join("；");
        if (text) trigger("submit", { text }); else form.elements[0].focus();
      });
    },

    // -- lists, trees, readers
    picks(element, trigger) {
      element.addEventListener("click", (event) => {
        const pick = event.target.closest("[data-pick]"), copy = event.target.closest("[data-text]");
        if (pick) { event.preventDefault(); trigger("select", { pick: pick.dataset.pick, act: pick.dataset.act || "open" }); }
        if (copy) pa.copy(copy.dataset.text, say);
        if (event.target.closest("[data-print]")) window.print();
      });
    },
    async copy(text, status) {
      try { await navigator.clipboard.writeText(text); }
      catch {
        const box = Object.assign(document.createElement("textarea"), { value: text });
        document.body.append(box); box.select(); document.execCommand("copy"); box.remove();
      }
      status("已复制。");
    },
    address(ref) {
      const url = new URL(location.href);
      if (ref) url.searchParams.set("clause", ref); else url.searchParams.delete("clause");
      history.replaceState(null, "", url);
      const reader = document.getElementById("pa-reader");
      if (ref && reader && innerWidth < 900) reader.scrollIntoView({ block: "start" });
    },

    // -- forms of the awards
    facts(element, trigger) {
      const read = () => {
        const form = element.querySelector("form"), facts = {};
        if (form) for (const [name, value] of new FormData(form)) if (String(value).trim()) facts[name] = String(value).trim();
        return facts;
      };
      let waiting;
      element.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => trigger("input", { facts: read() }), 120); });
      element.addEventListener("submit", (event) => { event.preventDefault(); trigger("input", { facts: read() }); });
      element.addEventListener("reset", () => setTimeout(() => trigger("input", { facts: {} })));
    },
    readings(found) {
      for (const output of document.querySelectorAll("#pa-form output")) {
        const told = (found || {})[output.dataset.fact];
        output.textContent = told ? told.text : "";
        output.classList.toggle("pa-wrong", Boolean(told && told.wrong));
        const input = document.getElementById(output.getAttribute("for"));
        if (input) input.setAttribute("aria-invalid", Boolean(told && told.wrong));
      }
      const bar = document.getElementById("pa-see"), figure = document.querySelector(".pa-receipt > .pa-figure");
      if (bar) { bar.hidden = !figure; bar.textContent = figure ? `${figure.innerText.replace(/\s+/g, "：")}　看结果` : ""; }
    },
    focus(element) {
      element.addEventListener("click", (event) => {
        const link = event.target.closest("[data-fact]");
        if (!link) return;
        const field = document.querySelector(`#pa-form [name="${CSS.escape(link.dataset.fact)}"]`);
        if (!field) return;
        for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
        field.scrollIntoView({ block: "center" }); field.focus();
      });
    },

    // -- the desk of the administrators
    async admin(what, key) {
      try {
        const response = await fetch(`page/admin/${what}`, { headers: { "X-Admin-Key": key } });
        return response.ok ? await response.text() : notice(await refusal(response));
      } catch { return notice("连不上服务器：请检查网络，稍后再试。"); }
    },
    async download(what, key) {
      try {
        const response = await fetch(`page/admin/${what}`, { headers: { "X-Admin-Key": key } });
        if (!response.ok) return notice(await refusal(response));
        const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(await response.blob()), download: what });
        link.click(); URL.revokeObjectURL(link.href);
        return '<p class="pa-status" role="status">已导出。</p>';
      } catch { return notice("连不上服务器：请检查网络，稍后再试。"); }
    },
    intake(element, trigger) {
      const show = (html) => { element.querySelector(".pa-report").innerHTML = html; };
      const send = async (store) => {
        const file = element.querySelector("input[type=file]").files[0], bar = element.querySelector("progress");
        const key = document.querySelector("#pa-key input").value;
        if (!file) { show(notice("请先选一个文件。")); return; }
        const body = new FormData();
        body.set("file", file); body.set("store", store);
        bar.hidden = false; bar.removeAttribute("value");
        try {
          const response = await fetch("page/admin/intake", { method: "POST", headers: { "X-Admin-Key": key }, body });
          if (!response.ok) { show(notice(await refusal(response))); return; }
          for await (const [name, data] of events(response)) {
            if (name === "progress") { bar.max = data.total; bar.value = data.done; }
            if (name === "error") show(notice(data.detail));
            if (name === "report") { show(data.html); if (store) trigger("change"); }
          }
        } catch { show(notice("连不上服务器，或文件没有传完：请检查网络后再试。")); }
        finally { bar.hidden = true; }
      };
      element.addEventListener("click", (event) => {
        const button = event.target.closest("[data-store]");
        if (button) send(button.dataset.store === "true");
      });
    },

    see() { document.querySelector("#pa-result").scrollIntoView({ block: "start" }); },
    large() {
      const on = document.documentElement.classList.toggle("pa-large");
      localStorage.setItem(LARGE, on ? "1" : "");
      document.querySelectorAll("#pa-large").forEach((one) => one.setAttribute("aria-pressed", on));
    },
  };

  document.documentElement.classList.toggle("pa-large", localStorage.getItem(LARGE) === "1");
  addEventListener("keydown", (event) => {
    if (event.key !== "c" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]") || String(getSelection())) return;
    const button = document.querySelector("#pa-reader [data-text]");
    if (button && button.offsetParent) pa.copy(button.dataset.text, say);
  });
  const online = () => document.documentElement.classList.toggle("pa-offline", !navigator.onLine);
  addEventListener("online", online); addEventListener("offline", online); online();
  window.pa = pa;
})();
