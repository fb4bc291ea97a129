"""Edits documents in LibreOffice as somebody at its keyboard does.

    editor.py PIPE < WORK

PIPE is the name of the pipe that LibreOffice listens on. WORK is a list in JSON: of each document
the paths `source` and `target` and the `steps` in between (see `steps.ts`). Ends LibreOffice.
"""

import json
import sys
import time

from datetime import datetime

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException
from com.sun.star.util import DateTime


def connect(pipe, seconds=60):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    until = time.monotonic() + seconds
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def properties(**values):
    result = []
    for name, value in values.items():
        each = PropertyValue()
        each.Name, each.Value = name, value
        result.append(each)
    return tuple(result)


class Editor:
    def __init__(self, desktop, dispatcher, path):
        self.dispatcher = dispatcher
        url = uno.systemPathToFileUrl(path)
        self.document = desktop.loadComponentFromURL(url, "_blank", 0, properties(Hidden=True))
        self.controller = self.document.CurrentController
        self.cursor = self.controller.ViewCursor

    def press(self, command, **values):
        frame = self.controller.Frame
        self.dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, properties(**values))

    def type(self, text):
        self.press("InsertText", Text=text)

    def find(self, words):
        search = self.document.createSearchDescriptor()
        search.SearchString = words
        search.SearchCaseSensitive = True
        found = self.document.findFirst(search)
        if found is None:
            raise SystemExit(f"LibreOffice does not find “{words}” in the file.")
        return found

    def put(self, words, end):
        found = self.find(words)
        self.cursor.gotoRange(found.End if end else found.Start, False)

    def step(self, do, at="", text="", style="", answer=""):
        if do == "track":
            self.document.RecordChanges = True
        elif do in ("type behind", "type before"):
            self.put(at, end=do == "type behind")
            self.type(text)
        elif do == "replace":
            self.cursor.gotoRange(self.find(at), False)
            self.type(text)
        elif do == "delete":
            self.cursor.gotoRange(self.find(at), False)
            self.press("Delete")
        elif do == "delete line":
            self.cursor.gotoRange(self.find(at), False)
            self.press("Delete")
            self.press("Delete")
        elif do == "split":
            self.put(at, end=False)
            self.press("InsertPara")
        elif do == "join":
            self.put(at, end=True)
            self.press("Delete")
        elif do == "new line":
            self.put(at, end=True)
            self.press("InsertPara")
            if style:
                self.cursor.ParaStyleName = style
            self.type(text)
        elif do == "cell":
            self.put(at, end=False)
            self.press("JumpToNextCell")
            self.type(text)
        elif do == "comment":
            self.cursor.gotoRange(self.find(at), False)
            self.press("InsertAnnotation", Text=text)
            if answer:
                self.answer(at, answer)
        else:
            raise SystemExit(f"No such step: {do}")

    def answer(self, at, text):
        """What LibreOffice makes of an answer: a comment on no words right behind the other."""
        self.put(at, end=True)
        self.cursor.goRight(1, False)
        field = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        now = datetime.now()
        day = DateTime(0, 0, now.minute, now.hour, now.day, now.month, now.year, False)
        field.Author, field.Content, field.DateTimeValue = "Bo", text, day
        self.cursor.Text.insertTextContent(self.cursor, field, False)

    def save(self, path):
        url = uno.systemPathToFileUrl(path)
        self.document.storeToURL(url, properties(FilterName="MS Word 2007 XML"))
        self.document.close(True)


context = connect(sys.argv[1])
create = context.ServiceManager.createInstanceWithContext
desktop = create("com.sun.star.frame.Desktop", context)
dispatcher = create("com.sun.star.frame.DispatchHelper", context)
for work in json.load(sys.stdin):
    editor = Editor(desktop, dispatcher, work["source"])
    for step in work["steps"]:
        editor.step(**step)
    editor.save(work["target"])
try:
    desktop.terminate()
except DisposedException:
    pass
