-- What TeX cannot do by itself for the look of a book: long words, and lists that are worth a page.

local book = {}

local GLYPH, DISC, GLUE, PENALTY = node.id("glyph"), node.id("disc"), node.id("glue"), node.id("penalty")
local MATH, KERN, HLIST, WHATSIT = node.id("math"), node.id("kern"), node.id("hlist"), node.id("whatsit")

-- A word is cut only where it would fill more of a line than this, and not near its ends.
local SHARE_OF_LINE, LETTERS_KEPT = 0.25, 3
local COST = 500

-- Let the glyphs be broken between, but for the first and last few.
local function open_up(head, glyphs)
  for position = LETTERS_KEPT + 1, #glyphs - LETTERS_KEPT + 1 do
    local penalty = node.new("penalty")
    penalty.penalty = COST
    head = node.insert_before(head, glyphs[position], penalty)
  end
  return head
end

-- Give breaks to every word of the paragraph that has none and is long for its line: names of
-- programs, chemical names, addresses. The kerns and labels within a word are part of it.
local function break_long_words(head)
  local room = tex.hsize * SHARE_OF_LINE
  local glyphs, width, in_math = {}, 0, false
  local function close()
    if width > room and #glyphs > 2 * LETTERS_KEPT then head = open_up(head, glyphs) end
    glyphs, width = {}, 0
  end
  for item in node.traverse(head) do
    local id = item.id
    if id == MATH then
      close()
      in_math = item.subtype == 0
    elseif in_math or id == WHATSIT then
      -- nothing to break
    elseif id == GLYPH then
      glyphs[#glyphs + 1], width = item, width + item.width
    elseif id == GLUE or id == DISC or id == HLIST or (id == PENALTY and item.penalty < 10000) then
      close()
    elseif id == KERN then
      width = width + item.kern
    end
  end
  close()
  return head
end

function book.break_words()
  luatexbase.add_to_callback("pre_linebreak_filter", break_long_words, "bibouroku.break_long_words")
end

-- Return how many lines of a list of contents a run before has written.
function book.count_entries(name)
  local file, count = io.open(name, "rb"), 0
  if file then
    for _ in file:read("*a"):gmatch("\\contentsline") do count = count + 1 end
    file:close()
  end
  return count
end

return book
