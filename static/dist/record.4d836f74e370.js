// Comes when somebody touches a field for files: records in the page, and shows how far an upload
// is. Without it the same form is sent by the browser itself.
(() => {
  if (window.rimanakuyRecords) return;
  window.rimanakuyRecords = true;
  const MOST = 2 * 60 * 60; // seconds that a recording may last
  const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
  const clock = (seconds) => Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");

  function recorder(button) {
    const field = document.getElementById(button.dataset.record);
    const words = button.querySelector("span");
    const told = button.nextElementSibling;
    let recording, player;

    const keep = (pieces, type) => {
      const plain = type.split(";")[0];
      const file = new File(pieces, "voz." + plain.split("/")[1], { type: plain });
      const carrier = new DataTransfer();
      carrier.items.add(file);
      field.files = carrier.files;
      if (!player) {
        player = document.createElement("audio");
        player.controls = true;
        button.parentNode.after(player);
      }
      player.src = URL.createObjectURL(file);
      told.textContent = button.dataset.ready;
      words.textContent = button.dataset.again;
    };

    const begin = async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
      const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
      recording = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 16000 });
      const pieces = [];
      let seconds = 0;
      const show = () => (told.textContent = clock(seconds));
      const ticking = setInterval(() => {
        seconds += 1;
        show();
        if (seconds >= MOST) recording.stop();
      }, 1000);
      recording.ondataavailable = (event) => pieces.push(event.data);
      recording.onstop = () => {
        clearInterval(ticking);
        for (const track of stream.getTracks()) track.stop();
        keep(pieces, recording.mimeType);
        recording = null;
      };
      recording.start(1000);
      words.textContent = button.dataset.stop;
      show();
    };

    return () => {
      if (recording) return recording.stop();
      begin().catch(() => (told.textContent = button.dataset.denied));
    };
  }

  for (const button of document.querySelectorAll("[data-record]")) {
    const press = recorder(button);
    button.addEventListener("click", press);
    if (button.dataset.asked) press();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const field = [...form.querySelectorAll("input[type=file]")].find((one) => one.files.length);
    if (!field || event.defaultPrevented) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = 1;
    const body = new FormData(form);
    const pressed = event.submitter;
    if (pressed && pressed.name) body.append(pressed.name, pressed.value);
    const bar = document.createElement("progress");
    const told = document.createElement("p");
    bar.max = 100;
    told.setAttribute("role", "status");
    field.after(bar, told);
    const tell = (part) => {
      bar.value = part;
      told.textContent = field.dataset.sending.replace("#", part);
    };
    tell(0);
    const request = new XMLHttpRequest();
    request.upload.onprogress = (now) => tell(Math.floor((100 * now.loaded) / now.total));
    request.onload = () => {
      // The answer is a whole page: the next one, or this one with what is wrong.
      if (request.responseURL !== location.href) history.pushState(null, "", request.responseURL);
      delete window.rimanakuyRecords; // it outlives the document
      document.open();
      document.write(request.responseText);
      document.close();
      addEventListener("popstate", () => location.reload());
    };
    request.onerror = () => {
      bar.remove();
      told.textContent = field.dataset.failed;
      delete form.dataset.sent;
      delete form.dataset.busy;
    };
    request.open("POST", (pressed && pressed.getAttribute("formaction")) || form.action);
    request.send(body);
  });
})();
